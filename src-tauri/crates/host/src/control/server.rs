//! The side that answers, in the process that owns the directory.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use portreeve_commands::{CommandError, ErrorCode, perform};
use portreeve_core::audit::Via;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Semaphore, watch};

use super::{Answer, Ask, MESSAGE_BYTES_MAX};
use crate::home::Home;
use crate::owner::Owner;

/// Connections served at once; the next waits in the kernel's queue.
const CONNECTIONS_MAX: usize = 64;

/// Listens until the process ends. The caller holds the owner's lock, so a socket that is there is a leftover.
pub(crate) fn listen(home: &Home, owner: Arc<Owner>) -> Result<(), CommandError> {
    let path = home.control_socket();
    let failed = |error: std::io::Error| {
        CommandError::new(
            ErrorCode::DiskFailed,
            format!("the control socket {} cannot be made: {error}", path.display()),
        )
        .hint("set PORTREEVE_HOME to a folder with a shorter path that you may write to")
    };
    if path.exists() {
        std::fs::remove_file(&path).map_err(failed)?;
    }
    let listener = std::os::unix::net::UnixListener::bind(&path).map_err(failed)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .map_err(failed)?;
    let serve = move || runtime.block_on(accept(listener, owner));
    std::thread::Builder::new()
        .name("control".into())
        .spawn(serve)
        .map(drop)
        .map_err(failed)
}

async fn accept(listener: std::os::unix::net::UnixListener, owner: Arc<Owner>) {
    let Ok(listener) = UnixListener::from_std(listener) else {
        return;
    };
    let (changed, follow) = watch::channel(0);
    owner.app.on_change(move |revision| {
        changed.send_replace(revision.0);
    });
    let slots = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok(slot) = slots.clone().acquire_owned().await else {
            return;
        };
        let Ok((stream, _)) = listener.accept().await else {
            // Out of descriptors, most likely; others run meanwhile and give some back.
            tokio::task::yield_now().await;
            continue;
        };
        let (owner, follow) = (owner.clone(), follow.clone());
        tokio::spawn(async move {
            // A connection that breaks concerns nobody else.
            let _ = serve(stream, owner, follow).await;
            drop(slot);
        });
    }
}

async fn serve(
    mut stream: UnixStream,
    owner: Arc<Owner>,
    mut follow: watch::Receiver<u64>,
) -> std::io::Result<()> {
    let own = rustix::process::geteuid().as_raw();
    if stream.peer_cred()?.uid() != own {
        return Ok(());
    }
    while let Some(ask) = receive(&mut stream).await? {
        match ask {
            Ask::Greeting => send(&mut stream, &Answer::Here).await?,
            Ask::Call {
                session,
                command,
                request,
            } => {
                let owner = owner.clone();
                let session = session.map(|session| session.to_secret());
                let work = move || {
                    perform(
                        &owner.app,
                        Via::ControlSocket,
                        session.as_ref(),
                        &command,
                        request,
                    )
                };
                let answer = match tokio::task::spawn_blocking(work).await {
                    Ok(Ok(done)) => Answer::Done(done),
                    Ok(Err(error)) => Answer::Refused(error),
                    Err(_) => {
                        Answer::Refused(CommandError::new(ErrorCode::Internal, "the command broke off"))
                    }
                };
                send(&mut stream, &answer).await?;
            }
            Ask::Follow => {
                // A follower says nothing more: whatever can be read from it means that it is gone.
                let mut nothing = [0];
                loop {
                    tokio::select! {
                        changed = follow.changed() => if changed.is_err() { return Ok(()) },
                        _ = stream.read(&mut nothing) => return Ok(()),
                    }
                    let revision = *follow.borrow_and_update();
                    send(&mut stream, &Answer::Changed(revision)).await?;
                }
            }
        }
    }
    Ok(())
}

async fn receive(stream: &mut UnixStream) -> std::io::Result<Option<Ask>> {
    let mut length = [0; 4];
    match stream.read_exact(&mut length).await {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > MESSAGE_BYTES_MAX {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    let mut message = zeroize::Zeroizing::new(vec![0; length]);
    stream.read_exact(&mut message).await?;
    Ok(Some(serde_json::from_slice(&message)?))
}

async fn send(stream: &mut UnixStream, answer: &Answer) -> std::io::Result<()> {
    let message = zeroize::Zeroizing::new(serde_json::to_vec(answer)?);
    let length = u32::try_from(message.len()).map_err(|_| std::io::ErrorKind::FileTooLarge)?;
    stream.write_all(&length.to_be_bytes()).await?;
    stream.write_all(&message).await
}
