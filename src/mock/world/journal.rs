//! The changes that calls to WeChat Pay make to the world, as the journal of its file holds them: the whole world is
//! stored now and then only.

use serde::{Deserialize, Serialize};

use super::World;
use crate::mock::pay::books::BooksChanges;
use crate::mock::pushes::QueuedPush;
use crate::random::SeededRandom;

/// The changes since they were last taken.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::mock) struct PayChanges {
    /// The number of the stored world that they follow.
    after: u64,
    dice: SeededRandom,
    ahead_ms: u64,
    books: BooksChanges,
    pushes: Vec<QueuedPush>,
}

impl World {
    /// Returns the changes since the last call; `None` if the world is to be stored whole.
    pub(in crate::mock) fn take_pay_changes(&mut self) -> Option<PayChanges> {
        let (books, pushes) = (self.books.take_changes(), self.pushes.take_unsaved());
        let changes = PayChanges {
            after: self.stored,
            dice: self.dice.clone(),
            ahead_ms: self.ahead_ms,
            books: books?,
            pushes,
        };
        // Without a stored world there is nothing that a journal could follow.
        (self.stored > 0).then_some(changes)
    }

    /// Makes the changes of a journal, unless they belong to another stored world.
    pub(in crate::mock) fn apply_pay_changes(&mut self, changes: PayChanges) {
        if changes.after != self.stored {
            return;
        }
        (self.dice, self.ahead_ms) = (changes.dice, changes.ahead_ms);
        self.books.apply(changes.books);
        self.pushes.restore(changes.pushes);
    }

    /// Gives the world the next number, before it is stored whole; changes until now need no journal.
    pub(in crate::mock) fn number_stored(&mut self) {
        self.take_pay_changes();
        self.stored += 1;
    }
}
