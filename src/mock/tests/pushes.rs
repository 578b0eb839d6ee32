//! The queue of pushes: what is added, dropped and read back.

use serde_json::json;

use super::SAMPLE;
use super::wx::Wx;
use crate::mock::aibot::Aibots;
use crate::mock::pushes::{DeliveredPush, Delivery, NewPush, PushQueue, Reach};
use crate::mock::{Rules, World};

fn text(due_ms: u64) -> NewPush {
    let fields = json!({ "Content": due_ms.to_string() });
    NewPush {
        kind: "text".to_owned(),
        user: SAMPLE.to_owned(),
        fields,
        has_samples: false,
        due_ms,
        notice: None,
    }
}

fn answered(is_accepted: bool) -> DeliveredPush {
    let delivery = Delivery { at_ms: 0, status: Some(200), elapsed_ms: 1, error: None };
    DeliveredPush { deliveries: vec![delivery], is_accepted, ..DeliveredPush::default() }
}

#[test]
fn pushes_come_when_they_are_due_and_in_order() {
    let reach = Reach { has_bot: true, aibots: &Aibots::default() };
    let mut queue = PushQueue::default();
    for due_ms in [300, 100, 200, 100] {
        queue.add("wx1", text(due_ms), 7);
    }
    assert_eq!(queue.next_ms(&reach), Some(100));
    let mut taken = Vec::new();
    while let Some(due) = queue.take_due(200, &reach) {
        taken.push(due.id);
    }
    assert_eq!((taken, queue.next_ms(&reach), queue.undelivered()), (vec![2, 4, 3], Some(300), 4));
    assert!(queue.settle(2, answered(true)).is_some());
    assert!(queue.settle(99, answered(true)).is_none());
    assert_eq!(queue.undelivered(), 3);
}

#[test]
fn a_push_in_progress_waits_after_a_restart() {
    let reach = Reach { has_bot: true, aibots: &Aibots::default() };
    let mut queue = PushQueue::default();
    queue.add("wx1", text(0), 7);
    assert!(queue.take_due(0, &reach).is_some());
    let stored = serde_json::to_string(&queue).expect("JSON");
    let mut read: PushQueue = serde_json::from_str(&stored).expect("a queue");
    assert!(read.take_due(0, &reach).is_some(), "{stored}");
    assert!(read.take_due(0, &reach).is_none());
    read.release();
    assert!(read.take_due(0, &reach).is_some());
}

#[test]
fn too_many_pushes_drop_the_oldest_and_count_it() {
    let reach = Reach { has_bot: true, aibots: &Aibots::default() };
    let mut queue = PushQueue::default();
    for due_ms in 0..1002 {
        queue.add("wx1", text(due_ms), 7);
    }
    assert_eq!((queue.undelivered(), queue.dropped(), queue.next_ms(&reach)), (1000, 2, Some(2)));
    queue.clear();
    assert_eq!(queue.add("wx1", text(0), 7), 1003);
}

#[test]
fn users_come_and_go() {
    let mut wx = Wx::new(Rules { followers: 2, ..Rules::default() });
    let token = wx.token();
    let act = |world: &mut World, action: &str| {
        world
            .act(&json!({ "openid": SAMPLE, "action": action }), 1_700_000_000_000)
            .map(|acted| acted.pushed.len())
    };
    let list = |wx: &mut Wx| wx.with(&token, "/cgi-bin/user/get", "")["total"].clone();
    assert_eq!(act(&mut wx.world, "unfollow"), Ok(1));
    assert!(act(&mut wx.world, "unfollow").is_err());
    assert_eq!(list(&mut wx), 1);
    assert_eq!(act(&mut wx.world, "follow"), Ok(1));
    assert_eq!(list(&mut wx), 2);
    wx.world.set_rules(Rules { followers: 0, ..Rules::default() });
    assert_eq!(list(&mut wx), 0);
    assert_eq!(act(&mut wx.world, "follow"), Ok(1));
    assert_eq!(list(&mut wx), 1);
}
