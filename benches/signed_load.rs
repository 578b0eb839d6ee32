//! A load of signed pushes that differ in `MsgId`, nonce and user, over connections that stay open.

use std::time::{Duration, Instant};

use webot::message::{Credentials, Delivery, Parties, Push};

/// The token that signs the pushes.
pub(crate) const TOKEN: &str = "keyboardcat123";

/// The result of a load.
pub(crate) struct Measured {
    /// Answers a second.
    pub rate: f64,
    /// Microseconds within which half of the answers came.
    pub p50: f64,
    /// Microseconds within which 99 of 100 came.
    pub p99: f64,
}

/// Sends messages over several connections, on each of them one after the other.
pub(crate) fn load(port: u16, connections: usize, count: usize, number: &mut u64) -> Measured {
    let each = count / connections;
    let batches: Vec<Vec<Vec<u8>>> =
        (0..connections).map(|_| (0..each).map(|_| request(port, number)).collect()).collect();
    let mut times: Vec<Duration> = Vec::with_capacity(count);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let began = Instant::now();
    runtime.block_on(async {
        // It never sleeps: to wake it up would cost the servers time, and the faster one the less.
        let awake = tokio::spawn(async {
            loop {
                tokio::task::yield_now().await;
            }
        });
        let tasks: Vec<_> = batches.into_iter().map(|batch| tokio::spawn(talk(port, batch))).collect();
        for task in tasks {
            times.extend(task.await.expect("answers"));
        }
        awake.abort();
    });
    let took = began.elapsed();
    times.sort();
    let us = |time: Duration| time.as_secs_f64() * 1e6;
    Measured {
        rate: f64::from(u32::try_from(times.len()).expect("fewer")) / took.as_secs_f64(),
        p50: us(times[times.len() / 2]),
        p99: us(times[times.len() * 99 / 100]),
    }
}

async fn talk(port: u16, batch: Vec<Vec<u8>>) -> Vec<Duration> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
    stream.set_nodelay(true).ok();
    let mut times = Vec::with_capacity(batch.len());
    let mut buffer = vec![0; 16 * 1024];
    for request in batch {
        let began = Instant::now();
        stream.write_all(&request).await.expect("sent");
        let mut filled = 0;
        loop {
            let read = stream.read(&mut buffer[filled..]).await.expect("an answer");
            assert!(read > 0, "the server hung up");
            filled += read;
            if is_whole(&buffer[..filled]) {
                break;
            }
        }
        times.push(began.elapsed());
        // An answer that is wrong is quick and proves nothing.
        assert!(buffer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&buffer[..filled]));
        assert!(
            buffer[..filled].windows(6).any(|window| window == b"Hello!"),
            "{}",
            String::from_utf8_lossy(&buffer[..filled])
        );
    }
    times
}

fn is_whole(answer: &[u8]) -> bool {
    let text = std::str::from_utf8(answer).unwrap_or_default();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    match length {
        Some(length) => body.len() >= length,
        None => body.ends_with("0\r\n\r\n"),
    }
}

fn request(port: u16, number: &mut u64) -> Vec<u8> {
    *number += 1;
    let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs();
    let mut parties = Parties::sample(time, 1_000_000_000 + *number);
    parties.from = format!("oWEBOT-test_user-{:011}", *number % 1000);
    let push = Push::text("hi", &parties);
    let nonce = (2_000_000_000 + *number).to_string();
    let delivery = Delivery::plain(&push, &Credentials::token(TOKEN), time, &nonce);
    let query: Vec<String> = delivery.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut bytes = format!(
        "POST /?{} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n",
        query.join("&"),
        delivery.body.len()
    )
    .into_bytes();
    bytes.extend(delivery.body);
    bytes
}

/// Returns the median.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
