// The words of the page, in English and in Chinese.

const WORDS = {
  title: ["Chat with a bot", "与机器人聊天"],
  demo: ["demo bot", "演示机器人"],
  seed: ["seed {0}", "种子 {0}"],
  gone: ["webot is no longer running", "webot 已停止运行"],
  addUser: ["Add a user", "添加用户"],
  removeUser: ["Remove {0}", "移除{0}"],
  user: ["User {0}", "用户 {0}"],
  users: ["Users", "用户"],
  following: ["follows the account", "已关注"],
  notFollowing: ["does not follow the account", "未关注"],
  clear: ["New conversation", "新会话"],
  save: ["Save", "保存"],
  load: ["Open", "打开"],
  exportTest: ["Export as test", "导出为测试"],
  exported: ["Saved as {0}. Run it with: webot test {0}", "已保存为 {0}，运行：webot test {0}"],
  loaded: ["Opened {0} messages", "已打开 {0} 条消息"],
  language: ["中文", "English"],
  languageLabel: ["用中文显示", "Show in English"],
  conversation: ["Conversation of {0}", "{0}的会话"],
  empty: ["Say hello to the bot", "和机器人打个招呼吧"],
  message: ["Message", "消息"],
  send: ["Send", "发送"],
  emoji: ["Emoji", "表情"],
  more: ["More kinds of messages", "更多类型"],
  picture: ["Picture", "图片"],
  voice: ["Voice", "语音"],
  place: ["Location", "位置"],
  link: ["Link", "链接"],
  scan: ["Scan a code", "扫码"],
  follow: ["Follow", "关注"],
  unfollow: ["Unfollow", "取消关注"],
  menu: ["Menu of the account", "自定义菜单"],
  cancel: ["Cancel", "取消"],
  close: ["Close", "关闭"],
  recognition: ["Recognized text", "识别结果"],
  sound: ["Sound file (optional)", "音频文件（可选）"],
  latitude: ["Latitude", "纬度"],
  longitude: ["Longitude", "经度"],
  label: ["Name of the place", "地点名称"],
  placeSample: ["Tiananmen, Dongcheng, Beijing", "北京市东城区天安门"],
  linkTitle: ["Title", "标题"],
  linkText: ["Description", "描述"],
  linkUrl: ["URL", "网址"],
  scene: ["Scene value of the code", "二维码的场景值"],
  scanned: ["Content of the scanned code", "扫到的内容"],
  sending: ["sending", "发送中"],
  late: ["no answer within {0} s, sent again ({1})", "{0} 秒内没有回复，已重发（第 {1} 次）"],
  noReply: ["no reply", "没有回复"],
  acknowledged: ["acknowledged", "已确认"],
  notSent: ["not delivered", "未送达"],
  outOfOrder: ["该公众号提供的服务出现故障，请稍后再试", "该公众号提供的服务出现故障，请稍后再试"],
  accepted: ["accepted", "有效"],
  notAccepted: ["WeChat does not accept this reply", "微信不接受这个回复"],
  tooLate: ["no answer in time", "没有及时回复"],
  ms: ["{0} ms", "{0} 毫秒"],
  warnings: ["notes: {0}", "{0} 条提示"],
  details: ["Details", "详情"],
  deliveries: ["Deliveries", "投递"],
  delivery: ["{0}. {1}, {2} ms", "第 {0} 次：{1}，{2} 毫秒"],
  sent: ["Message", "消息"],
  sentEncrypted: ["Message as sent, encrypted", "实际发出的密文"],
  reply: ["Reply", "回复"],
  replyDecrypted: ["Reply, decrypted", "解密后的回复"],
  restart: ["Restart from here", "从这里重新开始"],
  copy: ["Copy", "复制"],
  copied: ["Copied", "已复制"],
  showAll: ["Show all", "显示全部"],
  picturePlaceholder: ["picture of {0}: open in a new tab", "{0} 的图片：在新标签页中打开"],
  media: ["{0} (media_id {1})", "{0}（media_id {1}）"],
  video: ["Video", "视频"],
  music: ["Music", "音乐"],
  play: ["Play in a new tab", "在新标签页中播放"],
  card: ["Mini-program", "小程序"],
  template: ["Template message", "模板消息"],
  custom: ["by customer service", "客服消息"],
  subscribe: ["by subscription", "订阅消息"],
  transfer: ["Transferred to customer service", "已转接到客服"],
  transferTo: ["Transferred to customer service, {0}", "已转接到客服 {0}"],
  wrote: ["{0} wrote", "{0}说"],
  botWrote: ["Bot", "机器人"],
  didSubscribe: ["followed the account", "关注了公众号"],
  didScanFollow: ["scanned the code {0} and followed", "扫描二维码 {0} 并关注"],
  didUnsubscribe: ["unfollowed the account", "取消关注了公众号"],
  didScan: ["scanned the code {0}", "扫描了二维码 {0}"],
  didClick: ["tapped the menu: {0}", "点击了菜单：{0}"],
  didView: ["opened a page from the menu: {0}", "从菜单打开网页：{0}"],
  didMini: ["opened a mini-program from the menu: {0}", "从菜单打开小程序：{0}"],
  didScanMenu: ["scanned from the menu: {0}", "从菜单扫码：{0}"],
  didPicture: ["chose a picture from the menu", "从菜单选择了图片"],
  didPlace: ["chose a location from the menu", "从菜单选择了位置"],
  didEvent: ["event {0}", "事件 {0}"],
  ownAnswer: ["WeChat answers this button itself; the bot gets no push", "这个按钮由微信直接回复，机器人收不到推送"],
  openMenu: ["{0}: open the submenu", "{0}：打开子菜单"],
  disconnected: ["webot is not running: start it again and reload", "webot 未在运行：请重新启动并刷新"],
  fileTooLarge: ["The file is larger than {0} MB", "文件超过 {0} MB"],
  options: ["Conversation", "会话"],
};

let language = "en";

/** Returns the language, `en` or `zh`. */
export function spoken() {
  return language;
}

/** Adds the words of a page. */
export function learn(words) {
  Object.assign(WORDS, words);
}

/** Speaks a language from now on; `title` is the key of the page's title. */
export function speak(wanted, title) {
  language = wanted === "zh" ? "zh" : "en";
  document.documentElement.lang = language;
  document.title = `webot · ${t(title)}`;
}

/** Returns a text in the language of the page; `{0}` stands for the first value. */
export function t(key, ...values) {
  const text = WORDS[key][language === "zh" ? 1 : 0];
  return text.replace(/\{(\d)\}/g, (_, index) => values[index]);
}

/** Returns a text like `t`, for errors. */
export const both = t;

/** Returns the part of a text in two languages that the page shows. */
export function said(text) {
  return text?.[language] ?? text?.en ?? {};
}
