//! The part of HTTP that the window's tests use: one `POST` for each connection, JSON both ways.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// Longest line of a head, and longest body, in bytes.
const LINE_BYTES_MAX: u64 = 8 << 10;
const BODY_BYTES_MAX: usize = 1 << 20;

/// Answers every request under `prefix` with the result of `answer` for the rest of the path and the body; `None` means
/// an unknown path.
pub fn serve(
    listener: &TcpListener,
    prefix: &str,
    answer: impl Fn(&str, &[u8]) -> Option<Vec<u8>> + Send + Sync + 'static,
) {
    let answer = Arc::new(answer);
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let (answer, prefix) = (answer.clone(), prefix.to_owned());
        std::thread::spawn(move || {
            // A broken connection affects no other one.
            let _ = exchange(&stream, &prefix, answer.as_ref());
        });
    }
}

fn exchange(
    stream: &TcpStream,
    prefix: &str,
    answer: &(impl Fn(&str, &[u8]) -> Option<Vec<u8>> + ?Sized),
) -> Result<()> {
    let (path, body) = read(&mut BufReader::new(stream))?;
    let answered = path.strip_prefix(prefix).and_then(|path| answer(path, &body));
    let (status, body) = match answered {
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", b"{}".to_vec()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = stream;
    stream.write_all(&[head.as_bytes(), &body].concat())
}

/// The path and the body of a request.
fn read(stream: &mut impl BufRead) -> Result<(String, Vec<u8>)> {
    let bad = |why: &'static str| Error::new(ErrorKind::InvalidData, why);
    let first = line(stream)?;
    let mut words = first.split(' ');
    let (Some("POST"), Some(path)) = (words.next(), words.next()) else {
        return Err(bad("not a POST"));
    };
    let mut length = 0;
    loop {
        let header = line(stream)?;
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(|_| bad("no length"))?;
        }
    }
    if length > BODY_BYTES_MAX {
        return Err(bad("too long"));
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok((path.to_owned(), body))
}

fn line(stream: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    stream.by_ref().take(LINE_BYTES_MAX).read_line(&mut line)?;
    if !line.ends_with('\n') {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_a_path_and_a_body() {
        let request = "POST /secret/call HTTP/1.1\r\nhost: x\r\nContent-Length: 2\r\n\r\n{}more";
        let read = read(&mut request.as_bytes()).unwrap();
        assert_eq!(read, ("/secret/call".to_owned(), b"{}".to_vec()));
    }

    #[test]
    fn what_is_cut_short_too_long_or_no_post_is_refused() {
        for request in [
            "POST /call HTTP/1.1\r\n",
            "POST /call HTTP/1.1\r\ncontent-length: 3\r\n\r\n{}",
            "POST /call HTTP/1.1\r\ncontent-length: 9999999\r\n\r\n{}",
            "GET /call HTTP/1.1\r\n\r\n",
        ] {
            assert!(read(&mut request.as_bytes()).is_err(), "{request}");
        }
    }
}
