//! Recognizes pushes that are delivered again.

use std::collections::{HashMap, VecDeque};

/// The number of pushes that are remembered.
const MAX_REMEMBERED: usize = 4096;

/// The pushes that arrived lately.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    counts: HashMap<String, u32>,
    order: VecDeque<String>,
}

impl Repeats {
    /// Counts a push, and returns the number of this delivery, from 1.
    pub(super) fn count(&mut self, id: String) -> u32 {
        if let Some(count) = self.counts.get_mut(&id) {
            *count += 1;
            return *count;
        }
        if self.order.len() >= MAX_REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.counts.remove(&oldest);
        }
        self.order.push_back(id.clone());
        self.counts.insert(id, 1);
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deliveries_are_counted_and_old_pushes_forgotten() {
        let mut repeats = Repeats::default();
        assert_eq!((repeats.count("a".to_owned()), repeats.count("a".to_owned())), (1, 2));
        for number in 0..MAX_REMEMBERED {
            repeats.count(number.to_string());
        }
        assert_eq!(repeats.count("a".to_owned()), 1);
        assert_eq!(repeats.counts.len(), MAX_REMEMBERED);
    }
}
