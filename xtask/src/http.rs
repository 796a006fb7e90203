//! HTTP/1.1 on the loopback interface: enough to ask one's own Worker.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use crate::failure::{Failure, Result};

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status code.
    pub(crate) status: u16,
    /// The body, as text.
    pub(crate) body: String,
}

/// One request to `127.0.0.1:port`; `token` becomes a bearer token, a body is JSON, and replaces whatever is there.
pub(crate) fn request(
    port: u16,
    method: &str,
    path: &str,
    token: Option<&str>,
    body: Option<&str>,
) -> Result<Answer> {
    let lost =
        |error: std::io::Error| Failure::new(format!("{method} {path} on port {port}: {error}"));
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(lost)?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .map_err(lost)?;
    let authorization = token.map_or(String::new(), |token| {
        format!("authorization: Bearer {token}\r\n")
    });
    let body = body.unwrap_or_default();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: close\r\n{authorization}\
         if-match: *\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).map_err(lost)?;
    // The server may keep the connection open all the same, so the end of the answer is read from the answer.
    let mut bytes = Vec::new();
    let mut part = [0_u8; 16 * 1024];
    loop {
        let read = stream.read(&mut part).map_err(lost)?;
        bytes.extend(part.iter().take(read));
        match parse(&bytes, read == 0) {
            Some(answer) => return Ok(answer),
            None if read == 0 => {
                return Err(Failure::new(format!(
                    "{method} {path} on port {port}: the answer breaks off"
                )));
            }
            None => {}
        }
    }
}

/// The answer, if it is there to its end; `closed` where nothing more can come.
fn parse(bytes: &[u8], closed: bool) -> Option<Answer> {
    let head_end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(bytes.get(..head_end)?).to_ascii_lowercase();
    let body = bytes.get(head_end + 4..)?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let field = |name: &str| {
        head.lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.trim().to_owned())
    };
    let body = match field("content-length") {
        Some(length) => body.get(..length.parse().ok()?)?.to_vec(),
        None if field("transfer-encoding").is_some_and(|coding| coding == "chunked") => {
            dechunk(body)?
        }
        None if closed || status == 204 => body.to_vec(),
        None => return None,
    };
    Some(Answer {
        status,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// The chunks joined; nothing while the last one has not come.
fn dechunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line_end = rest.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..line_end)?).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        let start = line_end + 2;
        body.extend(rest.get(start..start + size)?);
        rest = rest.get(start + size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHUNKS: &[u8] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n3\r\n\":1\r\n1\r\n}\r\n0\r\n\r\n";

    #[test]
    fn a_body_is_read_whole_or_in_chunks() {
        let whole = parse(
            b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}",
            false,
        )
        .expect("whole");
        assert_eq!((whole.status, whole.body.as_str()), (201, "{}"));
        assert_eq!(parse(CHUNKS, false).expect("whole").body, r#"{"a":1}"#);
    }

    #[test]
    fn an_answer_is_not_taken_before_its_end() {
        for end in 0..CHUNKS.len() - 4 {
            assert!(parse(&CHUNKS[..end], true).is_none(), "{end} bytes");
        }
        assert!(parse(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", true).is_none());
        assert!(parse(b"nonsense", true).is_none());
    }
}
