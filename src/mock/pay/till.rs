//! A mock of WeChat Pay in this process, at which a user pays at once. Its books end with the process.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::Value;

use super::keyring::PayKeyring;
use crate::api::Host;
use crate::http::Request;
use crate::message::Push;
use crate::mock::{MockCall, Rules, World};
use crate::wechat::{Backend, BackendAnswer, MockStateError};

/// The caller's address for calls without a network.
const LOCAL_ADDRESS: &str = "127.0.0.1";

/// A mock of WeChat Pay, shared with the client that calls it.
#[derive(Clone)]
pub(crate) struct Till(Rc<Inner>);

struct Inner {
    world: RefCell<Box<World>>,
    keyring: PayKeyring,
}

impl Till {
    /// Creates a mock that signs with these keys, and makes its numbers from `seed`.
    pub(crate) fn new(keyring: PayKeyring, seed: u64) -> Self {
        let world = RefCell::new(Box::new(World::seeded(Rules::default(), seed)));
        Self(Rc::new(Inner { world, keyring }))
    }

    /// Lets a user do something with an order: `result` is that of `/__webot/pay/{out_trade_no}`. Returns the notices
    /// about it; the error is a sentence.
    pub(crate) fn act(&self, number: &str, body: &Value, now_ms: u64) -> Result<Vec<Push>, String> {
        let mut world = self.0.world.borrow_mut();
        let (status, json) = world.control_pay(("POST", number), body.to_string().as_bytes(), now_ms);
        if status != 200 {
            return Err(json["error"].as_str().unwrap_or_default().to_owned());
        }
        Ok(world.take_due_notices(now_ms))
    }
}

impl Backend for Till {
    fn answer(&self, request: &Request, now_ms: u64) -> Result<BackendAnswer, MockStateError> {
        let url = &request.url;
        let headers = request.headers.iter();
        let call = MockCall {
            method: request.method,
            host: Host::Pay,
            path: url.path(),
            target: &url[url::Position::BeforePath..url::Position::AfterQuery],
            query: url.query_pairs().into_owned().collect(),
            body: &request.body,
            headers: headers.map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            from: LOCAL_ADDRESS,
            now_ms,
        };
        let answer = self.0.world.borrow_mut().answer_pay(&call, &self.0.keyring);
        Ok(BackendAnswer {
            status: answer.status,
            content_type: answer.content_type.to_owned(),
            body: answer.body,
            headers: answer.headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            is_generated: answer.is_generated,
            queued: None,
        })
    }
}
