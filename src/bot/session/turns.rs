//! Turns within a process: the messages of a user are answered one at a time.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use tokio::sync::oneshot;
use tokio::time::Instant;

use super::lock;

/// The ids with a current turn, each with its waiters in order.
#[derive(Default)]
pub(super) struct Turns(Mutex<HashMap<Arc<str>, VecDeque<oneshot::Sender<LocalTurn>>>>);

/// A turn; it passes to the next waiter when this is dropped.
pub(super) struct LocalTurn {
    turns: Arc<Turns>,
    id: Option<Arc<str>>,
}

impl Turns {
    /// Waits for the turn until `until`; returns `None` after that.
    pub(super) async fn take(self: &Arc<Self>, id: &str, until: Instant) -> Option<LocalTurn> {
        match self.queue(id) {
            Ok(turn) => Some(turn),
            // A turn that arrives too late is dropped with the receiver, and so passes to the next waiter.
            Err(waiting) => tokio::time::timeout_at(until, waiting).await.ok()?.ok(),
        }
    }

    fn queue(self: &Arc<Self>, id: &str) -> Result<LocalTurn, oneshot::Receiver<LocalTurn>> {
        let mut turns = lock(&self.0);
        if let Some(queue) = turns.get_mut(id) {
            if queue.len() == queue.capacity() {
                // Waiters that gave up would accumulate behind a turn that does not end.
                queue.retain(|next| !next.is_closed());
            }
            let (give, waiting) = oneshot::channel();
            queue.push_back(give);
            return Err(waiting);
        }
        let id: Arc<str> = id.into();
        turns.insert(Arc::clone(&id), VecDeque::new());
        Ok(LocalTurn { turns: Arc::clone(self), id: Some(id) })
    }

    fn next(self: &Arc<Self>, id: Arc<str>) {
        let mut turns = lock(&self.0);
        let Entry::Occupied(mut entry) = turns.entry(id) else { return };
        while let Some(next) = entry.get_mut().pop_front() {
            let turn = LocalTurn { turns: Arc::clone(self), id: Some(Arc::clone(entry.key())) };
            let Err(mut turn) = next.send(turn) else { return };
            // The waiter has given up and the turn comes back. Dropping it as it is would call this function again and
            // deadlock.
            turn.id = None;
        }
        entry.remove();
    }
}

impl Drop for LocalTurn {
    fn drop(&mut self) {
        if let Some(id) = self.id.take() {
            self.turns.next(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn waiters_that_gave_up_are_skipped_and_do_not_accumulate() {
        let turns = Arc::new(Turns::default());
        let first = turns.queue("a").ok().expect("the turn");
        for _ in 0..10_000 {
            assert!(turns.queue("a").is_err());
        }
        assert!(lock(&turns.0)["a"].capacity() < 64);
        let mut waiting = turns.queue("a").err().expect("a wait");
        let given_and_not_taken = turns.queue("a").err().expect("a wait");
        let mut last = turns.queue("a").err().expect("a wait");
        assert!(turns.queue("b").is_ok(), "somebody else's");
        drop(first);
        let second = waiting.try_recv().expect("the turn");
        assert!(last.try_recv().is_err());
        drop(second);
        drop(given_and_not_taken);
        drop(last.try_recv().expect("the turn"));
        assert!(lock(&turns.0).is_empty());
    }

    #[tokio::test]
    async fn waiting_for_a_turn_times_out() {
        let turns = Arc::new(Turns::default());
        let until = Instant::now() + Duration::from_millis(30);
        let first = turns.take("a", until).await;
        assert!(first.is_some());
        assert!(turns.take("a", until).await.is_none());
        assert!(Instant::now() >= until);
        drop(first);
        assert!(turns.take("a", until).await.is_some(), "it is free, and late does not matter");
    }
}
