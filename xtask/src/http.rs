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

/// One request to `127.0.0.1:port`; `token` becomes a bearer token, a body is JSON.
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
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).map_err(lost)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(lost)?;
    parse(&String::from_utf8_lossy(&bytes)).ok_or_else(|| {
        Failure::new(format!(
            "{method} {path} on port {port}: the answer is not HTTP"
        ))
    })
}

fn parse(text: &str) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let chunked = head
        .to_ascii_lowercase()
        .contains("transfer-encoding: chunked");
    let body = if chunked {
        dechunk(body)
    } else {
        body.to_owned()
    };
    Some(Answer { status, body })
}

fn dechunk(mut rest: &str) -> String {
    let mut body = String::new();
    while let Some((size, after)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        let Some(chunk) = after.get(..size).filter(|_| size > 0) else {
            break;
        };
        body.push_str(chunk);
        rest = after.get(size + 2..).unwrap_or_default();
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_read_whole_or_in_chunks() {
        let whole = parse("HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}").expect("HTTP");
        assert_eq!((whole.status, whole.body.as_str()), (201, "{}"));
        let chunks = parse(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n3\r\n\":1\r\n1\r\n}\r\n0\r\n\r\n",
        );
        assert_eq!(chunks.expect("HTTP").body, r#"{"a":1}"#);
        assert!(parse("nonsense").is_none());
    }
}
