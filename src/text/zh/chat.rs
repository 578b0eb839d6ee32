use crate::text::chat::{ChatHelp, ChatWords};

pub(in crate::text) const HELP: ChatHelp = ChatHelp {
    about: "打开网页，以多个微信用户的身份与机器人聊天",
    after: "\
网页在浏览器中打开，外观类似手机上的聊天窗口。消息的发送方式与微信相同：
带签名，按加密方式加密，没有回复时每隔 5 秒重发，最多三次。
回复按微信的样子显示，并附有检查结果、耗时和 XML。
会话可以保存、从某条消息重新开始，也可以导出为 webot test 的测试场景。

BOT 是 URL，或者规则文件；规则文件的机器人在本进程中运行，
每次新会话都重新启动。不指定 BOT 时由演示机器人回复。
加 --mock 时，机器人调用本进程中的模拟微信：
它发出的客服消息、模板消息和订阅消息会出现在聊天中，
它创建的自定义菜单也会显示。
网页只在 127.0.0.1 上提供，路径无法猜测。

示例：
  webot chat

  # 使用规则文件的机器人，带自定义菜单
  webot chat rules.yaml --menu menu.json

  # 会调用接口的机器人
  webot chat http://127.0.0.1:3000/wechat --mock --appid wx1234567890abcdef

  # 自己的机器人，安全模式
  webot chat http://127.0.0.1:3000/wechat --token TOKEN --mode safe --aes-key KEY --appid wx1234567890abcdef",
    bot: "机器人的 URL，或规则文件 [默认：演示机器人]",
    menu: "自定义菜单文件，微信的任一种格式均可；api 表示从接口获取",
    mock: "为机器人提供模拟微信的接口，它发出的消息会出现在聊天中",
    mock_port: "模拟微信的端口 [默认：7200]",
    no_open: "只输出地址，不打开浏览器",
    seed: "规则机器人的随机数种子 [默认：每次会话都不同]",
    deadline: "多久没有回复就重发，单位秒 [默认：5]",
    user: "第一个用户的 openid；其他用户的依次递增",
    page: "网页",
};

pub(in crate::text) const WORDS: ChatWords = ChatWords {
    listening: |url| format!("在 {url} 与机器人聊天，按 Ctrl-C 结束"),
    mock: |url, appid| format!("机器人可在 {url} 调用微信接口，appid 为 {appid}，secret 任意"),
    ended: |messages| format!("会话共有 {messages} 条消息"),
    wrong_call: |what| format!("网页与当前版本的 webot 不一致（{what}）：请刷新网页"),
    no_user: |user| format!("用户 `{user}` 已不存在：请刷新网页"),
    too_many_users: |most| format!("最多 {most} 个用户"),
    no_entry: "这条消息已不再保留",
    empty: "还没有消息",
};
