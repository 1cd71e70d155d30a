//! The server side, in the process that owns the directory.

use std::io::{Error, ErrorKind, Result};
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use portreeve_commands::{Caller, CommandError, ErrorClass, Touches, perform, require_signed_in};
use portreeve_core::audit::Via;
use portreeve_core::secret::SecretText;
use serde_json::value::RawValue;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Semaphore, SemaphorePermit, oneshot, watch};
use zeroize::Zeroizing;

use super::slots::{Slot, Slots};
use super::turns::{Process, Turns};
use super::{ANSWER_BYTES_MAX, Answer, Ask, MESSAGE_BYTES_MAX, STRANGERS_BYTES_MAX, busy, too_long};
use crate::home::Home;
use crate::jobs::Job;
use crate::open_directory::OpenDirectory;

/// The limits of a server.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// Connections, without followers. One more takes the place of a connection that keeps the server waiting.
    pub(crate) connections: usize,
    /// Followers.
    pub(crate) followers: usize,
    /// Commands performed at once; a quarter more for commands that take no session.
    pub(crate) calls: usize,
    /// Memory for all long messages together, in KiB: memory that was used once mostly stays with the process.
    pub(crate) long_kib: usize,
    /// For a message, from its first byte to its last, and for reading an answer.
    pub(crate) message: Duration,
    /// Between messages.
    pub(crate) idle: Duration,
}

impl Limits {
    /// The limits outside tests.
    pub(crate) const USUAL: Self = Self {
        connections: 256,
        followers: 16,
        calls: 64,
        long_kib: 32 << 10,
        message: Duration::from_secs(5),
        idle: Duration::from_secs(60),
    };
}

/// How much of a message is read at a time.
const PIECE_BYTES: usize = 16 << 10;
/// How often a job says how far it is.
const TOLD_EVERY: Duration = Duration::from_millis(200);
/// How long to wait when the process has no file descriptors left to accept with.
const SHORT_OF_DESCRIPTORS: Duration = Duration::from_millis(50);

/// Accepts connections until it is dropped; by then no call is in progress.
pub(crate) struct Listening {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        drop(self.stop.take());
        // The thread has ended either way.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Starts to listen. The caller holds the owner's lock, so an existing socket is a leftover.
pub(crate) fn listen(
    home: &Home,
    owner: Arc<OpenDirectory>,
    limits: Limits,
) -> std::result::Result<Listening, CommandError> {
    let path = home.control_socket();
    let failed = |error: Error| {
        CommandError::new(
            ErrorClass::DiskFailed,
            format!("the control socket {} cannot be made: {error}", path.display()),
        )
        .hint("set PORTREEVE_HOME to a folder with a shorter path that you can write to")
    };
    if path.exists() {
        std::fs::remove_file(&path).map_err(failed)?;
    }
    let listener = std::os::unix::net::UnixListener::bind(&path).map_err(failed)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()
        .map_err(failed)?;
    let (stop, stopped) = oneshot::channel::<()>();
    let serve = move || {
        runtime.block_on(async {
            tokio::select! {
                () = accept(listener, owner, limits) => {}
                _ = stopped => {}
            }
        });
    };
    let thread = std::thread::Builder::new().name("control".into()).spawn(serve);
    Ok(Listening {
        stop: Some(stop),
        thread: Some(thread.map_err(failed)?),
    })
}

async fn accept(listener: std::os::unix::net::UnixListener, owner: Arc<OpenDirectory>, limits: Limits) {
    let Ok(listener) = UnixListener::from_std(listener) else {
        return;
    };
    let (touches, follow) = watch::channel(Touches::default());
    owner.app.on_change(move |touched| {
        touches.send_modify(|touches| touches.add(touched));
    });
    let server = Arc::new(Server {
        owner,
        limits,
        follow,
        followers: Arc::new(Semaphore::new(limits.followers)),
        calls: Semaphore::new(limits.calls),
        strangers: Turns::new(limits.calls.div_ceil(4), limits.connections / 2),
        long: Semaphore::new(limits.long_kib),
    });
    let slots = Slots::new(limits.connections);
    loop {
        let slot = slots.take().await;
        let Ok((stream, _)) = listener.accept().await else {
            slots.let_go_of_one();
            tokio::time::sleep(SHORT_OF_DESCRIPTORS).await;
            continue;
        };
        let server = server.clone();
        tokio::spawn(async move {
            // A broken connection affects no other one.
            let _ = server.serve(stream, slot).await;
        });
    }
}

/// What all connections share.
struct Server {
    owner: Arc<OpenDirectory>,
    limits: Limits,
    follow: watch::Receiver<Touches>,
    followers: Arc<Semaphore>,
    calls: Semaphore,
    /// Turns for commands without a session. Signing in is slow, and any process may try it; so it has half of the
    /// places, and does not delay signed-in processes.
    strangers: Turns,
    /// Memory for long messages, which only signed-in processes send, in KiB.
    long: Semaphore,
}

impl Server {
    async fn serve(&self, mut stream: UnixStream, slot: Slot) -> Result<()> {
        let own = rustix::process::geteuid().as_raw();
        let peer = stream.peer_cred()?;
        if peer.uid() != own {
            return Ok(());
        }
        let mut bytes_max = STRANGERS_BYTES_MAX;
        // A long message keeps its memory until it is answered.
        while let Some((message, _room)) = self.receive(&mut stream, &slot, bytes_max).await? {
            let answer = match off_the_loop(move || decode(message)).await?? {
                Ask::Greeting => encode(&Answer::Here)?,
                Ask::SignedIn { session } => match self.require_signed_in(session.to_secret()).await {
                    Ok(()) => {
                        bytes_max = MESSAGE_BYTES_MAX;
                        encode(&Answer::Here)?
                    }
                    Err(error) => encode(&Answer::Refused(error))?,
                },
                Ask::Call {
                    session,
                    command,
                    request,
                } => {
                    let session = session.map(|session| session.to_secret());
                    let job = is_job(&command).then(|| self.job());
                    let call = self.call(peer.pid(), session, command, request, job.clone());
                    match job {
                        Some(job) => {
                            let answer = self.watched(&mut stream, &slot, &job, call).await?;
                            slot.wait(self.limits.message, send(&mut stream, &answer)).await?;
                            // It may have said something to cancel the job, and how that ends is unknown.
                            return Ok(());
                        }
                        None => call.await?,
                    }
                }
                Ask::Follow { session } => {
                    let session = session.to_secret();
                    match self.require_signed_in(session.clone()).await {
                        Ok(()) => return self.follow(stream, slot, session).await,
                        Err(error) => encode(&Answer::Refused(error))?,
                    }
                }
            };
            slot.wait(self.limits.message, send(&mut stream, &answer)).await?;
        }
        Ok(())
    }

    /// The next message. Memory is reserved only for bytes that have arrived, and for a short message.
    async fn receive(
        &self,
        stream: &mut UnixStream,
        slot: &Slot,
        bytes_max: usize,
    ) -> Result<Option<(Message, Option<SemaphorePermit<'_>>)>> {
        let mut length = [0; 4];
        let begun = slot.wait(self.limits.idle, stream.read(&mut length));
        let begun = match begun.await? {
            0 => return Ok(None),
            begun => begun,
        };
        let rest = async {
            stream.read_exact(&mut length[begun..]).await?;
            let length = u32::from_be_bytes(length) as usize;
            if length > bytes_max {
                let refusal = encode(&Answer::Refused(too_long(bytes_max)))?;
                send(stream, &refusal).await?;
                return Err(ErrorKind::FileTooLarge.into());
            }
            let room = match length {
                ..=STRANGERS_BYTES_MAX => None,
                length => {
                    let kib = u32::try_from(length.div_ceil(1 << 10)).map_err(Error::other)?;
                    Some(self.long.acquire_many(kib).await.map_err(Error::other)?)
                }
            };
            // Reserved at once: a buffer that grows leaves parts of secrets behind. The system gives memory only as it
            // is filled.
            let mut message = Zeroizing::new(Vec::with_capacity(length));
            while message.len() < length {
                let missing = (length - message.len()).min(PIECE_BYTES) as u64;
                if (&mut *stream).take(missing).read_buf(&mut *message).await? == 0 {
                    return Err(ErrorKind::UnexpectedEof.into());
                }
            }
            Ok(Some((message, room)))
        };
        slot.wait(self.limits.message, rest).await
    }

    async fn require_signed_in(&self, session: SecretText) -> std::result::Result<(), CommandError> {
        let owner = self.owner.clone();
        off_the_loop(move || require_signed_in(&owner.app, &session))
            .await
            .unwrap_or_else(|_| Err(broke_off()))
    }

    /// Tells how far a job is until it has an answer. The job is cancelled if the other side says anything more, has gone,
    /// or does not read.
    async fn watched(
        &self,
        stream: &mut UnixStream,
        slot: &Slot,
        job: &Job,
        call: impl Future<Output = Result<Message>>,
    ) -> Result<Message> {
        let mut call = std::pin::pin!(call);
        let mut clock = tokio::time::interval(TOLD_EVERY);
        let (mut is_heard, mut is_told, mut told) = (true, true, None);
        let mut more = [0];
        loop {
            tokio::select! {
                answer = &mut call => return answer,
                _ = stream.read(&mut more), if is_heard => {
                    is_heard = false;
                    // What is being saved is saved.
                    let _ = job.cancel();
                }
                _ = clock.tick(), if is_told => {
                    let news = job.progress().filter(|news| told != Some(*news));
                    let Some(news) = news else { continue };
                    told = Some(news);
                    let message = encode(&Answer::Progress(news))?;
                    let sent = slot.wait(self.limits.message, send(stream, &message)).await;
                    if sent.is_err() {
                        (is_heard, is_told) = (false, false);
                        let _ = job.cancel();
                    }
                }
            }
        }
    }

    fn job(&self) -> Arc<Job> {
        let clock = self.owner.root_key.home.machine().clock.clone();
        Arc::new(Job::new(clock, None))
    }

    /// Performs a command. Returns the answer as it is sent.
    async fn call(
        &self,
        process: Process,
        session: Option<SecretText>,
        command: String,
        request: Box<RawValue>,
        job: Option<Arc<Job>>,
    ) -> Result<Message> {
        let turn = match portreeve_commands::find(&command).map(|spec| spec.declared.access.is_public()) {
            Ok(true) => match self.strangers.take(process).await {
                Some(turn) => (Some(turn), None),
                None => return encode(&Answer::Refused(busy())),
            },
            Ok(false) => {
                // The semaphore is never closed.
                (None, Some(self.calls.acquire().await.map_err(Error::other)?))
            }
            Err(error) => return encode(&Answer::Refused(error)),
        };
        let owner = self.owner.clone();
        let work = move || {
            let text = Zeroizing::new(String::from(Box::<str>::from(request)));
            let request = serde_json::from_str(&text)?;
            let watch = |at| job.as_ref().map_or(ControlFlow::Continue(()), |job| job.tell(at));
            let caller = Caller::new(Via::ControlSocket, session.as_ref()).watching(&watch);
            let done = perform(&owner.app, caller, &command, request);
            let answer = encode(&done.map_or_else(Answer::Refused, Answer::Done))?;
            match answer.len() {
                0..=ANSWER_BYTES_MAX => Ok(answer),
                _ => encode(&Answer::Refused(answer_too_long())),
            }
        };
        let answer = match off_the_loop(work).await {
            Ok(answer) => answer,
            Err(_) => encode(&Answer::Refused(broke_off())),
        };
        drop(turn);
        answer
    }

    /// Reports changes until the other side has gone or its session has ended.
    async fn follow(&self, mut stream: UnixStream, slot: Slot, session: SecretText) -> Result<()> {
        let Ok(_place) = self.followers.clone().try_acquire_owned() else {
            let refusal = encode(&Answer::Refused(busy()))?;
            return slot.wait(self.limits.message, send(&mut stream, &refusal)).await;
        };
        drop(slot);
        let _hold = self.owner.windows.hold(&session);
        let mut changes = self.follow.clone();
        // What was touched before it follows is told once: it may have looked before.
        let mut told = 0;
        // A follower sends nothing more: if the socket becomes readable, it has gone.
        let mut nothing = [0];
        loop {
            tokio::select! {
                changed = changes.changed() => if changed.is_err() { return Ok(()) },
                _ = stream.read(&mut nothing) => return Ok(()),
            }
            let touched = {
                let touches = changes.borrow_and_update();
                let touched = touches.since(told);
                told = touches.commits();
                touched
            };
            if self.require_signed_in(session.clone()).await.is_err() {
                return Ok(());
            }
            let change = encode(&Answer::Changed {
                revision: touched.revision.0,
                kinds: touched.names(),
            })?;
            tokio::time::timeout(self.limits.message, send(&mut stream, &change)).await??;
        }
    }
}

/// Whether a command is a job.
fn is_job(command: &str) -> bool {
    portreeve_commands::find(command).is_ok_and(|command| command.declared.job.is_some())
}

/// A message as it goes over the socket, without its length. It may contain a secret.
type Message = Zeroizing<Vec<u8>>;

/// Does slow work on a thread of its own.
async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::other)
}

/// The request stays text: it is decoded only once its command is known.
fn decode(message: Message) -> Result<Ask<Box<RawValue>>> {
    Ok(serde_json::from_slice(&message)?)
}

fn encode(answer: &Answer) -> Result<Message> {
    Ok(Zeroizing::new(serde_json::to_vec(answer)?))
}

async fn send(stream: &mut UnixStream, message: &Message) -> Result<()> {
    let length = u32::try_from(message.len()).map_err(|_| ErrorKind::FileTooLarge)?;
    stream.write_all(&length.to_be_bytes()).await?;
    stream.write_all(message).await
}

fn broke_off() -> CommandError {
    CommandError::new(ErrorClass::Internal, "the command broke off")
}

fn answer_too_long() -> CommandError {
    CommandError::new(
        ErrorClass::Busy,
        format!(
            "the answer is longer than {} MiB; if it was a change, it was made",
            ANSWER_BYTES_MAX >> 20
        ),
    )
    .hint("ask for less at a time, or close the Portreeve that has the directory open and ask again")
}
