//! The state of the server in its file: whole now and then, and the changes of calls to WeChat Pay at once.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use super::Shared;
use crate::mock::contents::ContentChanges;
use crate::mock::world::World;
use crate::wechat::MockStateError;

impl Shared {
    /// Takes the changes that a call has made: those of the uploaded files, and the pushes that are to be delivered.
    pub(super) fn take_changes(&self, world: &mut World) {
        let ContentChanges { added, removed } = world.take_content_changes();
        let mut contents = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
        if self.state.is_some() {
            let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
            changes.removed.retain(|hash| !added.iter().any(|(new, _)| new == hash));
            changes.added.retain(|(hash, _)| !removed.contains(hash));
            changes.added.extend(added.iter().cloned());
            changes.removed.extend(removed.iter().cloned());
        }
        contents.extend(added);
        for hash in removed {
            contents.remove(&hash);
        }
        world.take_added_pushes();
        self.is_changed.store(true, Ordering::Relaxed);
        self.pushes.notify_one();
    }

    /// Stores the state if it has changed.
    pub(super) fn store(&self) -> Result<(), MockStateError> {
        if !self.is_changed.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.store_now(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Stores what a call to WeChat Pay has changed, before it is answered.
    pub(super) fn record(&self, world: &mut World) -> Result<(), MockStateError> {
        let changes = world.take_pay_changes();
        match (&self.state, changes) {
            (None, _) => Ok(()),
            (Some(state), Some(changes)) => state.record(&changes).or_else(|_| self.store_now(world)),
            (Some(_), None) => self.store_now(world),
        }
    }

    /// Stores the whole state.
    fn store_now(&self, world: &mut World) -> Result<(), MockStateError> {
        let Some(state) = &self.state else { return Ok(()) };
        self.is_changed.store(false, Ordering::Relaxed);
        let changes = std::mem::take(&mut *self.changes.lock().unwrap_or_else(PoisonError::into_inner));
        state.store(world, changes)
    }
}
