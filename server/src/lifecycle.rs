//! Starting and stopping properly. The first signal stops taking work and lets what runs finish, for ten seconds at
//! most; the second ends at once.

use std::{process::ExitCode, time::Duration};

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long what runs may take to finish.
pub const DRAIN: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub struct Lifecycle {
    /// Cancelled by the first signal.
    pub stop: CancellationToken,
    tasks: TaskTracker,
    terminate: Signal,
    interrupt: Signal,
}

/// Stops everything when a task ends that nobody told to: by returning, and by a panic too.
struct Ends {
    name: &'static str,
    stop: CancellationToken,
}

impl Drop for Ends {
    fn drop(&mut self) {
        if !self.stop.is_cancelled() {
            tracing::error!(task = self.name, "ended by itself: stopping");
            self.stop.cancel();
        }
    }
}

impl Lifecycle {
    /// # Errors
    /// When the process can't listen for signals.
    pub fn new(stop: CancellationToken) -> std::io::Result<Self> {
        Ok(Self {
            stop,
            tasks: TaskTracker::new(),
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Runs until it is done or told to stop by `stop`. When it ends of itself, everything stops.
    pub fn spawn<F>(&self, name: &'static str, task: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let ends = Ends { name, stop: self.stop.clone() };
        self.tasks.spawn(async move {
            let _ends = ends;
            task.await;
        });
    }

    /// Waits for a signal, or for a task that ends by itself, then for the tasks.
    pub async fn run(mut self) -> ExitCode {
        let asked = tokio::select! {
            () = self.stop.cancelled() => false,
            _ = self.terminate.recv() => true,
            _ = self.interrupt.recv() => true,
        };
        tracing::info!("stopping: what runs has ten seconds to finish, a second signal ends at once");
        self.stop.cancel();
        self.tasks.close();
        tokio::select! {
            () = self.tasks.wait() => {
                tracing::info!("stopped");
                if asked { ExitCode::SUCCESS } else { ExitCode::FAILURE }
            }
            () = tokio::time::sleep(DRAIN) => {
                tracing::warn!("stopped with work unfinished; it is taken up again at the next start");
                ExitCode::FAILURE
            }
            _ = self.terminate.recv() => ExitCode::FAILURE,
            _ = self.interrupt.recv() => ExitCode::FAILURE,
        }
    }
}
