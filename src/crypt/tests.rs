//! Published vectors, and every input that may come in.

#[path = "../../tests/it/support/keys.rs"]
#[expect(dead_code, unreachable_pub, reason = "the integration tests have it too")]
mod keys;
mod random;
mod vectors;

const GO_CERTIFICATE: &str = include_str!("../../tests/data/keys/wechatpay-go-platform-cert.pem");
const SKIT_CERTIFICATE: &str = include_str!("../../tests/data/keys/skit-cert.pem");
