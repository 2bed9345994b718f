//! Somebody who gets webhooks, on a port of their own; and those who behave badly.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// A call as it came.
#[derive(Debug, Clone)]
pub struct Got {
    pub head: String,
    pub body: String,
}

impl Got {
    pub fn header(&self, name: &str) -> String {
        let line = self.head.lines().find_map(|line| line.split_once(": ").filter(|(key, _)| *key == name));
        line.map(|(_, value)| value.to_owned()).unwrap_or_default()
    }
}

/// Answers each call with what it was told last.
#[derive(Debug, Clone)]
pub struct Receiver {
    pub url: String,
    got: Arc<Mutex<Vec<Got>>>,
    answer: Arc<Mutex<Vec<u8>>>,
}

impl Receiver {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook/T0KEN", listener.local_addr().unwrap());
        let this = Self { url, got: Arc::default(), answer: Arc::default() };
        this.answers("HTTP/1.1 204 No Content\r\n\r\n");
        let server = this.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(server.clone().serve(stream));
            }
        });
        this
    }

    /// Nothing at all where it is empty: it hangs.
    pub fn answers(&self, answer: &str) {
        *self.answer.lock().unwrap() = answer.as_bytes().to_vec();
    }

    pub fn got(&self) -> Vec<Got> {
        self.got.lock().unwrap().clone()
    }

    async fn serve(self, mut stream: TcpStream) {
        let mut read = Vec::new();
        loop {
            let mut some = [0; 4096];
            let Ok(length) = stream.read(&mut some).await else { return };
            if length == 0 {
                return;
            }
            read.extend_from_slice(&some[..length]);
            let text = String::from_utf8_lossy(&read).into_owned();
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let got = Got { head: head.to_owned(), body: body.to_owned() };
            if body.len() < got.header("content-length").parse().unwrap_or_default() {
                continue;
            }
            self.got.lock().unwrap().push(got);
            let answer = self.answer.lock().unwrap().clone();
            if answer.is_empty() {
                std::future::pending::<()>().await;
            }
            let _ = stream.write_all(&answer).await;
            return;
        }
    }
}
