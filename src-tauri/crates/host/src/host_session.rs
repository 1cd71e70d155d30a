//! One person's host session at the directory: the connection they use, the session they hold, whether their window is locked.

mod calls;
mod status;
mod without_directory;

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use portreeve_commands::home::{CreateDirectoryRequest, HomeStatus, OpenDirectoryRequest};
use portreeve_commands::job::{JobListResponse, JobProgress};
use portreeve_commands::session::wire::{SessionKind, SignInRequest, SignInResponse};
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::wire::{Answered, Nothing};
use portreeve_commands::{CommandError, ErrorClass, Reason, Touched, from_key_store};
use portreeve_core::audit::Via;
use portreeve_core::ports::{SecretName, SecretStore};
use portreeve_core::secret::{SecretBytes, SecretText};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::connection::{CallError, Connection, being_made, in_use};
use crate::damage::is_damage;
use crate::home::Home;
use crate::jobs::{Begun, Jobs};
use crate::lock::OwnerLock;
use crate::manifest::Manifest;
use crate::open_directory::{OpenDirectory, exists, open_secrets};
use crate::open_windows::Hold;
use crate::{backup, housekeeping, key_relocation};

pub use calls::{HOST_CALLS, HostCall};

/// The window's or the command line's access to the directory. The session token never leaves it.
pub struct HostSession {
    home: Home,
    kind: SessionKind,
    state: Mutex<State>,
    /// Held while a connection is opened, so that two calls at once open only one.
    opening: Mutex<()>,
    listener: Mutex<Option<Listener>>,
    /// Asks the person for the passphrase, if there is a person to ask.
    asker: Option<Asker>,
    teller: Option<Teller>,
    prover: Option<Asker>,
    /// The long work that goes on. It ends with the session that began it.
    jobs: Jobs,
    /// Lets the person's other processes in, as long as this host session exists.
    #[cfg(unix)]
    listening: Mutex<Option<crate::control::Listening>>,
}

/// Receives what an answer notes for the person.
type Teller = Box<dyn Fn(&str) + Send + Sync>;
type Asker = Box<dyn Fn() -> Result<SecretText, CommandError> + Send + Sync>;
type Listener = Arc<dyn Fn(&Touched) + Send + Sync>;

#[derive(Default)]
struct State {
    connection: Option<Arc<Connection>>,
    /// Stores the command line's session for the next call; a window's session ends with the window.
    secrets: Option<Arc<dyn SecretStore>>,
    token: Option<SecretText>,
    /// That this window is open, while this process owns the directory.
    hold: Option<Hold>,
    is_locked: bool,
    last_login: Option<String>,
}

impl HostSession {
    /// A host session at the directory in `home`. Opens nothing yet.
    pub fn new(home: Home, kind: SessionKind) -> Self {
        Self {
            home,
            kind,
            state: Mutex::default(),
            opening: Mutex::default(),
            listener: Mutex::default(),
            asker: None,
            teller: None,
            prover: None,
            jobs: Jobs::default(),
            #[cfg(unix)]
            listening: Mutex::default(),
        }
    }

    /// Asks `asker` for the passphrase when the directory is first used, if it needs one that was not given.
    pub fn asking(
        mut self,
        asker: impl Fn() -> Result<SecretText, CommandError> + Send + Sync + 'static,
    ) -> Self {
        self.asker = Some(Box::new(asker));
        self
    }

    /// Asks `prover` for the signed-in person's password when a command needs a fresh proof of it.
    pub fn proving(
        mut self,
        prover: impl Fn() -> Result<SecretText, CommandError> + Send + Sync + 'static,
    ) -> Self {
        self.prover = Some(Box::new(prover));
        self
    }

    /// Passes the notes in the answers of [`ask`](Self::ask) to `teller`.
    pub fn telling(mut self, teller: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.teller = Some(Box::new(teller));
        self
    }

    /// Tells `watcher` how far each job is, and that it has ended (`None`). Breaking off cancels the job, whose answer
    /// says what is so then.
    pub fn watching(
        mut self,
        watcher: impl Fn(Option<&JobProgress>) -> ControlFlow<()> + Send + Sync + 'static,
    ) -> Self {
        self.jobs.watcher = Some(Arc::new(watcher));
        self
    }

    /// The folder of the directory.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Tells `listener` what each change of the directory has touched, including changes by other processes.
    pub fn on_change(&self, listener: Box<dyn Fn(&Touched) + Send + Sync>) {
        *self.listener.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::from(listener));
    }

    /// Creates the directory and signs its first superuser in.
    pub fn create_directory(&self, request: CreateDirectoryRequest) -> Result<HomeStatus, CommandError> {
        let opening = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        self.home.require_own()?;
        self.home.prepare()?;
        backup::finish(&self.home)?;
        let lock = match OwnerLock::try_take(&self.home)? {
            Some(lock) => lock,
            None if Manifest::find(&self.home)?.is_some() => return Err(exists(&self.home)),
            None => return Err(being_made()),
        };
        let owner = OpenDirectory::create(&self.home, lock, &request)?;
        let manifest = Manifest::get(&self.home)?;
        let passphrase = request.passphrase.as_ref().map(WireSecret::to_secret);
        let secrets = open_secrets(&self.home, &manifest, passphrase.as_ref())?;
        self.take_place(Connection::Here(Arc::new(owner)), secrets)?;
        drop(opening);
        self.sign_in(&request.superuser, request.password)
    }

    /// Opens a directory whose key is in a passphrase file.
    pub fn open_directory(&self, request: OpenDirectoryRequest) -> Result<HomeStatus, CommandError> {
        self.connection(Some(&request.passphrase.to_secret()))?;
        self.status()
    }

    /// Signs in and keeps the session.
    pub fn sign_in(&self, login: &str, password: WireSecret) -> Result<HomeStatus, CommandError> {
        let request = SignInRequest {
            login: login.to_owned(),
            password,
            kind: self.kind,
        };
        let done = self.perform_as(None, "session.sign_in", to_value(&request)?)?;
        let response: SignInResponse = from_answer(&done.response)?;
        let token = response.token.to_secret();
        self.remember(Some(&token))?;
        // What goes on was begun by the person before.
        self.jobs.cancel_all();
        let mut state = self.state();
        let before = state.token.replace(token.clone());
        state.is_locked = false;
        state.last_login = Some(response.user.login);
        let connection = state.connection.clone();
        drop(state);
        if let Some(connection) = connection {
            self.hold(&connection, &token);
        }
        if before.is_some() {
            // Ends the session before this one, which is no longer used. It may have ended already.
            let _ = self.perform_as(before.as_ref(), "session.sign_out", to_value(&Nothing {})?);
        }
        self.status()
    }

    /// Ends the session, and its jobs.
    pub fn sign_out(&self) -> Result<HomeStatus, CommandError> {
        self.jobs.cancel_all();
        match self.ask::<_, Nothing>("session.sign_out", &Nothing {}) {
            Err(error) if error.class != ErrorClass::NotSignedIn => return Err(error),
            Ok(_) | Err(_) => {}
        }
        self.remember(None)?;
        let mut state = self.state();
        (state.token, state.hold) = (None, None);
        state.is_locked = false;
        drop(state);
        self.status()
    }

    /// Ends a window's session and its jobs, because the window closes. Opens nothing and waits for nothing.
    pub fn close(&self) {
        self.jobs.cancel_all();
        let (connection, token) = {
            let mut state = self.state();
            (state.connection.clone(), state.token.take())
        };
        let token = token.filter(|_| self.kind == SessionKind::Window);
        if let (Some(connection), Some(token)) = (connection, token) {
            // If it fails, the owner notices that the window is gone.
            let _ = connection.call(
                via(self.kind),
                Some(&token),
                "session.sign_out",
                Value::Object(Map::new()),
                None,
            );
        }
    }

    /// What goes on. Says so while locked, too: in numbers, without a name.
    pub fn jobs(&self) -> JobListResponse {
        JobListResponse {
            jobs: self.jobs.list(),
            is_closing: self.jobs.is_closing(),
        }
    }

    /// Cancels a job of this host session. Refused if it is being saved.
    pub fn cancel_job(&self, id: u32) -> Result<JobListResponse, CommandError> {
        self.require_unlocked()?;
        self.jobs.cancel(id)?;
        Ok(self.jobs())
    }

    /// Waits until no job goes on, because the person wants to close the window. False if they want to stay after all.
    pub fn wait_to_close(&self) -> bool {
        self.jobs.wait_to_close()
    }

    /// The window stays open after all.
    pub fn stay_open(&self) -> JobListResponse {
        self.jobs.stay();
        self.jobs()
    }

    fn begin(&self, command: &str) -> Begun<'_> {
        self.jobs.begin(command, self.home.machine().clock.clone())
    }

    /// Refuses everything from now on, except unlocking and signing out. Jobs go on.
    pub fn lock(&self) -> Result<HomeStatus, CommandError> {
        self.state().is_locked = true;
        self.status()
    }

    /// Unlocks with the signed-in person's password.
    pub fn unlock(&self, password: WireSecret) -> Result<HomeStatus, CommandError> {
        self.ask::<_, Nothing>("session.confirm", &password)?;
        self.state().is_locked = false;
        self.status()
    }

    /// Performs a command for the signed-in user.
    pub fn act(&self, command: &str, request: Value) -> Result<Answered, CommandError> {
        self.require_unlocked()?;
        // Its answer contains a token, which only `sign_in` may see.
        if command == "session.sign_in" {
            return Err(CommandError::new(
                ErrorClass::InvalidRequest,
                "signing in is not done by a plain call",
            ));
        }
        self.perform(command, request)
    }

    fn require_unlocked(&self) -> Result<(), CommandError> {
        match self.state().is_locked {
            true => Err(CommandError::new(ErrorClass::Locked, "Portreeve is locked")
                .hint("unlock it with your password")),
            false => Ok(()),
        }
    }

    /// Performs a command with typed request and response.
    pub fn ask<Q: Serialize, R: DeserializeOwned>(
        &self,
        command: &str,
        request: &Q,
    ) -> Result<R, CommandError> {
        let request = to_value(request)?;
        let done = match (self.perform(command, request.clone()), &self.prover) {
            (Err(error), Some(prove)) if error.class == ErrorClass::ProofNeeded => {
                // If there is no person to ask, the first error says more.
                let password = prove().map_err(|_| error)?;
                self.perform("session.confirm", to_value(&WireSecret::from(&password))?)?;
                self.perform(command, request)?
            }
            (performed, _) => performed?,
        };
        if let Some(tell) = &self.teller {
            done.notes.iter().for_each(|note| tell(note));
        }
        from_answer(&done.response)
    }

    /// Lets the person's other processes in through the control socket. Refused if another process already does.
    pub fn listen(&self) -> Result<(), CommandError> {
        match self.connection(None)?.as_ref() {
            Connection::Here(owner) => self.settle(owner),
            Connection::There(_) => Err(CommandError::new(
                Reason::DIRECTORY_IN_USE,
                "another Portreeve serves this directory already",
            )
            .hint("other commands go through it; nothing more is needed")),
        }
    }

    /// Work for a process that stays, unlike a short command: lets other processes in, prepares for the first list,
    /// and starts the scheduled work.
    fn settle(&self, owner: &Arc<OpenDirectory>) -> Result<(), CommandError> {
        let directory = owner.app.directory();
        std::thread::spawn(move || directory.prepare());
        housekeeping::keep_house(owner);
        #[cfg(unix)]
        {
            let limits = crate::control::Limits::USUAL;
            let listening = crate::control::listen(&self.home, owner.clone(), limits)?;
            *self.listening.lock().unwrap_or_else(PoisonError::into_inner) = Some(listening);
        }
        Ok(())
    }

    fn perform(&self, command: &str, request: Value) -> Result<Answered, CommandError> {
        // Opening the directory finds the session of an earlier call.
        self.connection(None)?;
        let token = self.state().token.clone();
        self.perform_as(token.as_ref(), command, request)
    }

    fn perform_as(
        &self,
        token: Option<&SecretText>,
        command: &str,
        request: Value,
    ) -> Result<Answered, CommandError> {
        let connection = self.connection(None)?;
        let is_job = portreeve_commands::find(command).is_ok_and(|command| command.declared.job.is_some());
        let job = is_job.then(|| self.begin(command));
        let job = job.as_deref();
        match connection.call(via(self.kind), token, command, request.clone(), job) {
            Ok(done) => Ok(done),
            Err(CallError::Refused(error)) => Err(error),
            // The owner went away before the command reached it. Finds the next owner, or becomes it, and asks again.
            Err(CallError::NotSent) => {
                self.leave(&connection);
                self.connection(None)?
                    .call(via(self.kind), token, command, request, job)
                    .map_err(|error| match error {
                        CallError::Refused(error) => error,
                        CallError::NotSent => in_use(),
                    })
            }
        }
    }

    /// Drops a connection that leads nowhere, unless another call has opened a new one already.
    fn leave(&self, connection: &Arc<Connection>) {
        let mut state = self.state();
        if state
            .connection
            .as_ref()
            .is_some_and(|current| Arc::ptr_eq(current, connection))
        {
            state.connection = None;
        }
    }

    /// The connection; the first call opens it.
    fn connection(&self, passphrase: Option<&SecretText>) -> Result<Arc<Connection>, CommandError> {
        let _opening = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        let (connection, secrets) = {
            let state = self.state();
            (state.connection.clone(), state.secrets.clone())
        };
        if let Some(connection) = connection {
            return Ok(connection);
        }
        backup::finish(&self.home)?;
        let manifest = Manifest::get(&self.home)?;
        // The key may have been moved since.
        let kept = secrets.filter(|secrets| secrets.location() == manifest.key_location);
        let explained = |error| key_relocation::explain(&self.home, &manifest, error);
        let secrets = kept.map_or_else(|| self.open_secrets(&manifest, passphrase), Ok);
        let secrets = secrets.map_err(explained)?;
        let connection = Connection::open(&self.home, &secrets).inspect_err(|error| {
            // These secrets open the key. Repairing needs them, and need not ask again.
            if is_damage(error) {
                self.state().secrets = Some(Arc::clone(&secrets));
            }
        });
        let connection = connection.map_err(explained)?;
        self.take_place(connection, secrets)
    }

    fn open_secrets(
        &self,
        manifest: &Manifest,
        passphrase: Option<&SecretText>,
    ) -> Result<Arc<dyn SecretStore>, CommandError> {
        match (open_secrets(&self.home, manifest, passphrase), &self.asker) {
            (Err(error), Some(ask))
                if error.is(Reason::WRONG_PASSPHRASE) && self.home.passphrase()?.is_none() =>
            {
                // If there is no person to ask, the first error says more.
                let passphrase = ask().map_err(|_| error)?;
                open_secrets(&self.home, manifest, Some(&passphrase))
            }
            (opened, _) => opened,
        }
    }

    fn take_place(
        &self,
        connection: Connection,
        secrets: Arc<dyn SecretStore>,
    ) -> Result<Arc<Connection>, CommandError> {
        match &connection {
            Connection::Here(owner) => {
                if let Some(listener) = self.listener() {
                    owner.app.on_change(move |touched| listener(touched));
                }
                if self.kind == SessionKind::Window {
                    self.settle(owner)?;
                }
            }
            Connection::There(_) => {}
        }
        let token = self.state().token.clone();
        token.iter().for_each(|token| self.hold(&connection, token));
        let connection = Arc::new(connection);
        let remembered = self.remembered(secrets.as_ref())?;
        let mut state = self.state();
        state.connection = Some(connection.clone());
        state.secrets = Some(secrets);
        if state.token.is_none() {
            state.token = remembered;
        }
        Ok(connection)
    }

    /// Shows the owner that the window with the session of `token` is open. An owner in another process tells what
    /// changes as long as the session lives.
    fn hold(&self, connection: &Connection, token: &SecretText) {
        match connection {
            Connection::Here(owner) if self.kind == SessionKind::Window => {
                self.state().hold = Some(owner.windows.hold(token));
            }
            Connection::Here(_) => {}
            Connection::There(client) => {
                if let Some(listener) = self.listener() {
                    client.follow(token, move |touched| listener(touched));
                }
            }
        }
    }

    fn listener(&self) -> Option<Listener> {
        let listener = self.listener.lock().unwrap_or_else(PoisonError::into_inner);
        listener.clone()
    }

    /// The command line's session from an earlier call.
    fn remembered(&self, secrets: &dyn SecretStore) -> Result<Option<SecretText>, CommandError> {
        if self.kind != SessionKind::Cli {
            return Ok(None);
        }
        let name = SecretName::cli_session(&Manifest::get(&self.home)?.directory);
        let token = secrets.find(&name).map_err(from_key_store)?;
        Ok(token
            .and_then(|token| String::from_utf8(token.expose().clone()).ok())
            .map(SecretText::new))
    }

    fn remember(&self, token: Option<&SecretText>) -> Result<(), CommandError> {
        let (connection, secrets) = {
            let state = self.state();
            (state.connection.clone(), state.secrets.clone())
        };
        let secrets = match connection.as_deref() {
            Some(Connection::Here(owner)) => Some(owner.root_key.secrets()),
            Some(Connection::There(_)) | None => secrets,
        };
        let Some(secrets) = secrets.filter(|_| self.kind == SessionKind::Cli) else {
            return Ok(());
        };
        let name = SecretName::cli_session(&Manifest::get(&self.home)?.directory);
        let kept = match token {
            Some(token) => secrets.put(&name, &SecretBytes::new(token.expose().clone().into_bytes())),
            None => secrets.delete(&name),
        };
        kept.map_err(from_key_store)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The source that the trail records for commands of this process.
fn via(kind: SessionKind) -> Via {
    match kind {
        SessionKind::Window => Via::Window,
        SessionKind::Cli | SessionKind::TokenFamily => Via::CommandLine,
    }
}

/// The error of a job outside a directory that was cancelled, with what is so now.
fn when_cancelled(error: CommandError, so_now: &str) -> CommandError {
    match error.class == ErrorClass::Cancelled {
        true => CommandError {
            message: format!("it was cancelled; {so_now}"),
            ..error
        },
        false => error,
    }
}

fn to_value(request: &impl Serialize) -> Result<Value, CommandError> {
    serde_json::to_value(request)
        .map_err(|error| CommandError::new(ErrorClass::InvalidRequest, error.to_string()))
}

fn from_answer<T: DeserializeOwned>(response: &RawValue) -> Result<T, CommandError> {
    serde_json::from_str(response.get())
        .map_err(|error| CommandError::new(ErrorClass::Internal, error.to_string()))
}

#[cfg(test)]
mod tests;
