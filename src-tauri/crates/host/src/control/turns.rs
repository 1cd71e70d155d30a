//! Decides whose turn it is among processes that are not signed in. Signing in is slow, and any process may try it with
//! any number of made-up names. The next turn goes to the process with the fewest, so a process that floods waits for
//! itself.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// A process id, if the system tells it for the connection.
pub(super) type Process = Option<i32>;

pub(super) struct Turns {
    waiting_max: usize,
    state: Mutex<State>,
}

struct State {
    free: usize,
    /// The waiting calls, in order of arrival.
    waiting: VecDeque<Waiting>,
    /// How many turns each process has now.
    taken: HashMap<Process, usize>,
}

struct Waiting {
    process: Process,
    /// Signals that the call has its turn; dropped if the call loses its place.
    turn: oneshot::Sender<()>,
}

impl Turns {
    /// `at_once` turns, and at most `waiting_max` calls that wait.
    pub(super) fn new(at_once: usize, waiting_max: usize) -> Self {
        Self {
            waiting_max,
            state: Mutex::new(State {
                free: at_once,
                waiting: VecDeque::new(),
                taken: HashMap::new(),
            }),
        }
    }

    /// Waits for a turn. `None` if too many calls wait and `process` has the most of them.
    pub(super) async fn take(&self, process: Process) -> Option<Turn<'_>> {
        let called = {
            let mut state = self.state();
            if state.free > 0 {
                state.free -= 1;
                *state.taken.entry(process).or_default() += 1;
                return Some(Turn { turns: self, process });
            }
            if state.waiting.len() >= self.waiting_max {
                state.give_way(process)?;
            }
            let (turn, called) = oneshot::channel();
            state.waiting.push_back(Waiting { process, turn });
            called
        };
        called.await.ok().map(|()| Turn { turns: self, process })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Drops the newest waiting call of the process with the most, if it has more than `process`.
    fn give_way(&mut self, process: Process) -> Option<()> {
        let count = |process: Process| {
            let theirs = self.waiting.iter().filter(|waiting| waiting.process == process);
            theirs.count()
        };
        let own = count(process);
        let most = self.waiting.iter().map(|waiting| waiting.process);
        let most = most.max_by_key(|process| count(*process))?;
        if count(most) <= own {
            return None;
        }
        let last = self.waiting.iter().rposition(|waiting| waiting.process == most)?;
        self.waiting.remove(last).map(drop)
    }

    /// The next call: the oldest of the processes with the fewest turns.
    fn next(&mut self) -> Option<Waiting> {
        let taken = |waiting: &Waiting| self.taken.get(&waiting.process).copied().unwrap_or_default();
        let places = self.waiting.iter().enumerate();
        let (next, _) = places.min_by_key(|(_, waiting)| taken(waiting))?;
        self.waiting.remove(next)
    }
}

/// One turn; dropping it passes it on.
pub(super) struct Turn<'a> {
    turns: &'a Turns,
    process: Process,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.turns.state();
        // The turn that ends still counts for its process, so another process goes first.
        let next = loop {
            match state.next() {
                // A caller that has gone is skipped.
                Some(Waiting { process, turn }) => {
                    if turn.send(()).is_ok() {
                        break Some(process);
                    }
                }
                None => break None,
            }
        };
        match next {
            Some(process) => *state.taken.entry(process).or_default() += 1,
            None => state.free += 1,
        }
        if let Some(taken) = state.taken.get_mut(&self.process) {
            *taken -= 1;
            if *taken == 0 {
                state.taken.remove(&self.process);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    use super::*;

    const FLOOD: Process = Some(1);
    const PERSON: Process = Some(2);

    fn poll<T>(future: Pin<&mut impl Future<Output = T>>) -> Option<T> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => Some(done),
            Poll::Pending => None,
        }
    }

    #[test]
    fn who_asks_once_is_next_however_many_another_process_has_waiting() {
        let turns = Turns::new(1, 8);
        let first = poll(pin!(turns.take(FLOOD))).flatten().expect("it is free");
        let mut flood: Vec<_> = (0..8).map(|_| Box::pin(turns.take(FLOOD))).collect();
        for one in &mut flood {
            assert!(poll(one.as_mut()).is_none(), "it waits");
        }
        assert!(
            poll(pin!(turns.take(FLOOD))).unwrap().is_none(),
            "its own kind fill the room"
        );
        let mut person = pin!(turns.take(PERSON));
        assert!(poll(person.as_mut()).is_none(), "there is room");
        assert!(
            poll(flood[7].as_mut()).unwrap().is_none(),
            "the last of the many gave way"
        );
        drop(first);
        let second = poll(person.as_mut()).flatten().expect("its turn");
        drop(second);
        assert!(poll(flood[0].as_mut()).flatten().is_some(), "and then theirs");
    }

    #[test]
    fn all_who_wait_have_their_turn_and_who_is_gone_takes_none() {
        let turns = Turns::new(2, 8);
        let held: Vec<_> = (0..2).map(|_| poll(pin!(turns.take(FLOOD))).flatten()).collect();
        let mut waiting: Vec<_> = (0..6)
            .map(|number| Box::pin(turns.take(Some(number % 2))))
            .collect();
        for one in &mut waiting {
            assert!(poll(one.as_mut()).is_none());
        }
        drop(waiting.remove(0));
        drop(held);
        let mut taken = 0;
        while let Some(place) = waiting.iter_mut().position(|one| match poll(one.as_mut()) {
            Some(turn) => turn.is_some(),
            None => false,
        }) {
            drop(waiting.remove(place));
            taken += 1;
        }
        assert_eq!(taken, 5);
        assert!(
            poll(pin!(turns.take(PERSON))).flatten().is_some(),
            "nobody holds a turn"
        );
    }
}
