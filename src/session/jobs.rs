//! Background jobs: work off the drawing thread, with progress, cancelling and results that are polled.
//!
//! The results are of one type that the owner chooses (an enum of what its jobs bring). A job that panics ends as a
//! failed job, not as a crash. Nothing here knows the window: who waits for results is called back when one is there.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Identity of a job within its [`Jobs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(u64);

/// Called from a job's thread when there is something new to show.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

#[derive(Debug, Default)]
struct Shared {
    cancelled: AtomicBool,
    /// Share done as the bits of an `f64`; negative while nobody knows.
    fraction: AtomicU64,
    stage: Mutex<Option<&'static str>>,
}

/// What a job reports through and asks whether it should stop.
#[derive(Clone)]
pub struct Progress {
    shared: Arc<Shared>,
    wake: Wake,
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shared.fmt(f)
    }
}

impl Progress {
    /// A progress nobody watches, for work that runs at once.
    pub fn silent() -> Self {
        Self::new(Arc::new(|| {}))
    }

    fn new(wake: Wake) -> Self {
        let shared = Shared { fraction: AtomicU64::new((-1.0_f64).to_bits()), ..Shared::default() };
        Self { shared: Arc::new(shared), wake }
    }

    /// Reports the share done (0 to 1) and the text key of what is being done.
    pub fn report(&self, fraction: f64, stage: &'static str) {
        self.shared.fraction.store(fraction.clamp(0.0, 1.0).to_bits(), Ordering::Relaxed);
        *self.shared.stage.lock().unwrap_or_else(PoisonError::into_inner) = Some(stage);
        (self.wake)();
    }

    /// True where the job should stop as soon as it can.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }
}

/// How a job ended.
#[derive(Debug, PartialEq, Eq)]
pub enum JobResult<T> {
    /// It brought this.
    Done(T),
    /// It broke down by a fault of the program; the text is for the log.
    Broken(String),
}

/// A job that ended.
#[derive(Debug, PartialEq, Eq)]
pub struct JobDone<T> {
    /// Which.
    pub id: JobId,
    /// Text key of its name.
    pub name: &'static str,
    /// True where it was asked to stop; what it brings may then be incomplete, as the job itself says.
    pub cancelled: bool,
    /// How it ended.
    pub result: JobResult<T>,
}

/// A job that runs, as shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JobView {
    /// Which.
    pub id: JobId,
    /// Text key of its name.
    pub name: &'static str,
    /// Share done, where known.
    pub fraction: Option<f64>,
    /// Text key of what it is doing, where it said so.
    pub stage: Option<&'static str>,
    /// True where it was asked to stop.
    pub cancelled: bool,
}

struct Running {
    id: JobId,
    name: &'static str,
    progress: Progress,
}

/// The jobs of a window; `T` is what they bring.
pub struct Jobs<T> {
    running: Vec<Running>,
    sender: Sender<(JobId, Result<T, String>)>,
    receiver: Receiver<(JobId, Result<T, String>)>,
    wake: Wake,
    last: u64,
}

impl<T> fmt::Debug for Jobs<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.running.iter().map(|job| job.name)).finish()
    }
}

impl<T: Send + 'static> Jobs<T> {
    /// No jobs yet; `wake` is called from their threads when a result or progress is there.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        Self { running: Vec::new(), sender, receiver, wake: Arc::new(wake), last: 0 }
    }

    /// Starts a job on a thread of its own; `name` is the text key of its name.
    pub fn spawn(&mut self, name: &'static str, work: impl FnOnce(&Progress) -> T + Send + 'static) -> JobId {
        self.last += 1;
        let id = JobId(self.last);
        let progress = Progress::new(self.wake.clone());
        self.running.push(Running { id, name, progress: progress.clone() });
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // The job's captures are dropped with it, so nothing half-changed is seen afterwards.
            let result = catch_unwind(AssertUnwindSafe(|| work(&progress))).map_err(|panic| panic_text(&*panic));
            // Nobody listens any more when the window is gone.
            let _ = sender.send((id, result));
            wake();
        });
        if let Err(error) = started {
            let _ = self.sender.send((id, Err(error.to_string())));
        }
        id
    }

    /// The jobs that ended since the last call, in the order in which they ended.
    pub fn poll(&mut self) -> Vec<JobDone<T>> {
        let ended: Vec<_> = self.receiver.try_iter().collect();
        ended.into_iter().filter_map(|(id, result)| self.ended(id, result)).collect()
    }

    /// Waits for the next job to end; `None` where none runs. For closing and for tests.
    pub fn wait(&mut self) -> Option<JobDone<T>> {
        if self.running.is_empty() {
            return None;
        }
        let (id, result) = self.receiver.recv().ok()?;
        self.ended(id, result)
    }

    /// The jobs that run, oldest first.
    pub fn running(&self) -> impl Iterator<Item = JobView> {
        self.running.iter().map(|job| {
            let shared = &job.progress.shared;
            let fraction = f64::from_bits(shared.fraction.load(Ordering::Relaxed));
            JobView {
                id: job.id,
                name: job.name,
                fraction: (fraction >= 0.0).then_some(fraction),
                stage: *shared.stage.lock().unwrap_or_else(PoisonError::into_inner),
                cancelled: job.progress.is_cancelled(),
            }
        })
    }

    /// True where no job runs.
    pub fn is_idle(&self) -> bool {
        self.running.is_empty()
    }

    /// Asks a job to stop.
    pub fn cancel(&self, id: JobId) {
        if let Some(job) = self.running.iter().find(|job| job.id == id) {
            job.progress.shared.cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn ended(&mut self, id: JobId, result: Result<T, String>) -> Option<JobDone<T>> {
        let place = self.running.iter().position(|job| job.id == id)?;
        let job = self.running.remove(place);
        let result = match result {
            Err(fault) => JobResult::Broken(fault),
            Ok(value) => JobResult::Done(value),
        };
        Some(JobDone { id, name: job.name, cancelled: job.progress.is_cancelled(), result })
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_panics_fails_and_the_others_go_on() {
        let wakes = Arc::new(AtomicU64::new(0));
        let counter = wakes.clone();
        let mut jobs: Jobs<u32> = Jobs::new(move || {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let bad = jobs.spawn("bad", |_| panic!("broken on purpose"));
        let first = jobs.wait();
        assert_eq!(
            first,
            Some(JobDone { id: bad, name: "bad", cancelled: false, result: JobResult::Broken("broken on purpose".to_owned()) })
        );
        let good = jobs.spawn("good", |progress| {
            progress.report(0.5, "half");
            7
        });
        assert_eq!(jobs.wait(), Some(JobDone { id: good, name: "good", cancelled: false, result: JobResult::Done(7) }));
        assert!(jobs.is_idle() && jobs.poll().is_empty());
        // The report of the second job, at least: an end is told right after its result is there.
        assert!(wakes.load(Ordering::SeqCst) >= 1);
    }

    #[test]
    fn a_cancelled_job_is_told_and_says_so() {
        let mut jobs: Jobs<u32> = Jobs::new(|| {});
        let id = jobs.spawn("long", |progress| {
            while !progress.is_cancelled() {
                std::thread::yield_now();
            }
            1
        });
        jobs.cancel(id);
        assert!(jobs.running().all(|job| job.cancelled && job.fraction.is_none()));
        assert_eq!(jobs.wait(), Some(JobDone { id, name: "long", cancelled: true, result: JobResult::Done(1) }));
    }
}
