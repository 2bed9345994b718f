//! Counting the calls that were carried out, and holding answers back, so that a test can end the caller at exactly that
//! point.

use tokio::sync::watch;

/// The counter and the point from which answers are held back.
#[derive(Debug, Default)]
pub struct Hold {
    done: watch::Sender<u64>,
    after: watch::Sender<Option<u64>>,
}

impl Hold {
    /// How many engine calls have been carried out; a refusal by a fault counts, a call that hangs or is cut before it
    /// was done doesn't.
    pub fn calls(&self) -> u64 {
        *self.done.borrow()
    }

    /// The same, to be waited on: `hold.watch().wait_for(|done| *done >= n)`.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.done.subscribe()
    }

    /// Once call number `n` has been carried out (counted from the start of the sandbox, 1 is the first), its answer and
    /// all later ones wait for `release`. Later calls are still carried out.
    pub fn after(&self, n: u64) {
        self.after.send_replace(Some(n));
    }

    /// Lets all answers go.
    pub fn release(&self) {
        self.after.send_replace(None);
    }

    /// Notes that a call was carried out; resolves when its answer may go.
    pub(super) async fn done(&self) {
        let mut number = 0;
        self.done.send_modify(|done| {
            *done += 1;
            number = *done;
        });
        let mut held = self.after.subscribe();
        // It fails only when the sender is gone, and that is `self`.
        let _ = held.wait_for(|after| after.is_none_or(|after| number < after)).await;
    }
}
