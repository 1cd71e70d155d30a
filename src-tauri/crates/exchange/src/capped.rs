//! Lists that keep their first items and only count the rest, so that no file makes an answer long.

/// The first items of a list, and the number of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capped<T> {
    /// The first items, at most [`KEPT_MAX`].
    pub first: Vec<T>,
    /// The number of all items.
    pub count: usize,
}

/// How many items a list keeps: no one reads more.
pub const KEPT_MAX: usize = 100;

impl<T> Capped<T> {
    /// Adds an item, or counts it.
    pub fn push(&mut self, item: T) {
        if self.first.len() < KEPT_MAX {
            self.first.push(item);
        }
        self.count += 1;
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The number of items that are not kept.
    pub fn more(&self) -> usize {
        self.count - self.first.len()
    }
}

impl<T> Default for Capped<T> {
    fn default() -> Self {
        Self {
            first: Vec::new(),
            count: 0,
        }
    }
}

impl<T> Extend<T> for Capped<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.push(item);
        }
    }
}

impl<T> FromIterator<T> for Capped<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Self::default();
        list.extend(items);
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_kept_and_all_are_counted() {
        let list: Capped<usize> = (0..KEPT_MAX + 7).collect();
        assert_eq!(
            (list.first.len(), list.count, list.more()),
            (KEPT_MAX, KEPT_MAX + 7, 7)
        );
    }
}
