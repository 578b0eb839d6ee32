//! One message of a user at a time, within a process.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use tokio::sync::oneshot;
use tokio::time::Instant;

use super::lock;

/// Who has the turn, by id, and who waits for it, in order.
#[derive(Default)]
pub(super) struct Turns(Mutex<HashMap<Arc<str>, VecDeque<oneshot::Sender<LocalTurn>>>>);

/// A turn; the next in the queue has it when this is dropped.
pub(super) struct LocalTurn {
    turns: Arc<Turns>,
    id: Option<Arc<str>>,
}

impl Turns {
    /// Waits for the turn; nothing when it has not come until then.
    pub(super) async fn take(self: &Arc<Self>, id: &str, until: Instant) -> Option<LocalTurn> {
        match self.queue(id) {
            Ok(turn) => Some(turn),
            // A turn that comes too late is dropped with the receiver, and so goes on to the next.
            Err(waiting) => tokio::time::timeout_at(until, waiting).await.ok()?.ok(),
        }
    }

    fn queue(self: &Arc<Self>, id: &str) -> Result<LocalTurn, oneshot::Receiver<LocalTurn>> {
        let mut turns = lock(&self.0);
        if let Some(queue) = turns.get_mut(id) {
            if queue.len() == queue.capacity() {
                // Those who gave up would pile up behind one who does not end.
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
            // It comes back from one who gave up; dropping it as it is would come here again, and wait for the lock.
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
    fn those_who_gave_up_are_passed_over_and_do_not_pile_up() {
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
    async fn patience_ends() {
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
