//! Delivers the pushes that are due, several at once, and stores their outcomes.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::pushes::{DeliveredPush, DuePush, QueuedPush};
use super::world::World;

/// The maximum number of pushes that are delivered at the same time.
const MAX_DELIVERIES: usize = 32;

/// Delivers a push to a bot, on WeChat's schedule.
pub(crate) trait Deliverer {
    /// Returns whether there is a bot; without one only notices of WeChat Pay are delivered.
    fn has_bot(&self) -> bool;

    /// Returns the outcome of all deliveries.
    fn deliver(self: Rc<Self>, push: DuePush) -> Pin<Box<dyn Future<Output = DeliveredPush>>>;
}

/// The deliveries in progress.
pub(super) struct Outbox {
    deliverer: Option<Rc<dyn Deliverer>>,
    tasks: JoinSet<(u64, DeliveredPush)>,
}

impl Outbox {
    /// Returns an outbox; without a deliverer the pushes wait.
    pub(super) fn new(deliverer: Option<Rc<dyn Deliverer>>) -> Self {
        Self { deliverer, tasks: JoinSet::new() }
    }

    /// Delivers until a push has an outcome, and returns it. It may be dropped and called again at any time.
    ///
    /// `added` tells that the queue or the clock has changed.
    pub(super) async fn run(
        &mut self,
        world: &Mutex<World>,
        added: &Notify,
        now_ms: fn() -> u64,
    ) -> QueuedPush {
        loop {
            let wait = self.start(world, now_ms);
            tokio::select! {
                Some(done) = self.tasks.join_next(), if !self.tasks.is_empty() => {
                    let Ok((id, outcome)) = done else { continue };
                    let mut world = world.lock().unwrap_or_else(PoisonError::into_inner);
                    if let Some(push) = world.settle_push(id, outcome, now_ms()) {
                        return push;
                    }
                }
                () = sleep(wait) => {}
                () = added.notified() => {}
            }
        }
    }

    /// Starts the deliveries that are due; returns the time until the next one.
    fn start(&mut self, world: &Mutex<World>, now_ms: fn() -> u64) -> Option<Duration> {
        let deliverer = self.deliverer.as_ref()?;
        let has_bot = deliverer.has_bot();
        let mut world = world.lock().unwrap_or_else(PoisonError::into_inner);
        while self.tasks.len() < MAX_DELIVERIES {
            let Some(push) = world.take_due_push(now_ms(), has_bot) else {
                return world.until_push_ms(now_ms(), has_bot).map(Duration::from_millis);
            };
            let (id, delivered) = (push.id, Rc::clone(deliverer).deliver(push));
            self.tasks.spawn_local(async move { (id, delivered.await) });
        }
        None
    }
}

async fn sleep(wait: Option<Duration>) {
    match wait {
        Some(wait) => tokio::time::sleep(wait).await,
        None => std::future::pending().await,
    }
}
