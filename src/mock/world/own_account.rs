//! The accounts that calls name themselves, by an appid, a key or the token of a user.

use serde_json::Value;

use super::{MAX_ID_BYTES, ROBOT_PREFIX, World, robot_id, work_key};
use crate::api::{Auth, Endpoint, Host, ParamSource};
use crate::mock::call::MockCall;
use crate::mock::errmsg::ApiError;

impl World {
    /// Returns the key of the account that a call names by its appid and secret, by its appid alone, or by the token of
    /// a user; `None` if it names none.
    pub(super) fn own_account(
        &mut self,
        endpoint: &Endpoint,
        call: &MockCall<'_>,
        body: &Value,
        caller: &mut String,
    ) -> Result<Option<String>, ApiError> {
        if endpoint.auth == Auth::User {
            let token = call.value("access_token").ok_or(ApiError::new(41001))?;
            let owner = self.accounts.iter().find(|(_, account)| account.logins.issued(token));
            let (key, account) = owner.ok_or(ApiError::new(40001))?;
            caller.clone_from(&account.id);
            return Ok(Some(key.clone()));
        }
        if endpoint.path.starts_with(ROBOT_PREFIX) {
            let id = call.value("key").and_then(robot_id).ok_or(ApiError::new(93000))?;
            caller.clone_from(&id);
            return self.account(&id, &id).map(|_| Some(id.clone())).ok_or(ApiError::new(-1));
        }
        let given = |is_wanted: fn(ParamSource) -> bool| {
            let param = endpoint.params.iter().find(|param| is_wanted(param.source))?;
            call.value(param.name).or_else(|| body.get(param.name)?.as_str()).map(str::to_owned)
        };
        let Some(id) = given(ParamSource::is_appid) else { return Ok(None) };
        if id.len() > MAX_ID_BYTES || self.rules.appid.as_ref().is_some_and(|appid| *appid != id) {
            return Err(ApiError::new(40013));
        }
        caller.clone_from(&id);
        let Some(secret) = given(ParamSource::is_secret) else { return Ok(Some(format!("api/{id}"))) };
        let work = endpoint.host == Host::Work;
        if self.rules.secret.as_ref().is_some_and(|own| own.expose() != secret) {
            return Err(ApiError::new(if work { 40001 } else { 40125 }));
        }
        // Users log in through any server of the account.
        if !work && !call.path.starts_with("/sns/") && !self.rules.allows(call.from) {
            return Err(not_in_whitelist(call.from));
        }
        let key = if work { work_key(&id, &secret) } else { format!("api/{id}") };
        self.account(&key, &id).map(|_| Some(key)).ok_or(ApiError::new(-1))
    }
}

fn not_in_whitelist(from: &str) -> ApiError {
    let v6 = if from.contains(':') { from.to_owned() } else { format!("::ffff:{from}") };
    ApiError::saying(40164, format!("invalid ip {from} ipv6 {v6}, not in whitelist"))
}
