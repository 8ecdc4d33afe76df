/** Large knowledge bases out of thin air: questions of a made-up cloud, all different, and people's slips in asking them. */
import { createRandom } from '../../../intents/random.ts';

const products = [
  '云服务器',
  '对象存储',
  '负载均衡',
  '内容分发',
  '云数据库',
  '消息队列',
  '容器服务',
  '域名解析',
  '短信服务',
  '人脸核身',
  '语音识别',
  '日志服务',
  '云硬盘',
  '私有网络',
  '弹性伸缩',
  '函数计算',
  '数据仓库',
  '视频直播',
  '即时通信',
  '堡垒机',
  '密钥管理',
  'API 网关',
  'SSL 证书',
  '搜索服务',
  '图数据库',
  '批量计算',
  '主机安全',
  '漏洞扫描',
  '物联网平台',
  '机器翻译',
  '操作系统镜像站',
  '代码托管',
  '制品仓库',
  '流水线',
  '小程序云',
  '低代码平台',
  '大数据集群',
  '时序数据库',
  '云防火墙',
  '网页防篡改',
  '点播加速',
  '电子签',
  '地图服务',
  '慧眼质检',
  '云手机',
  '边缘节点',
  '联邦学习',
  '数字人',
];
const objects = [
  '账单',
  '发票',
  '订单',
  '实例',
  '快照',
  '镜像',
  '子账号',
  '密钥',
  '证书',
  '域名',
  '备份',
  '日志',
  '流量包',
  '安全组',
  '公网地址',
  '带宽',
  '配额',
  '工单',
  '合同',
  '优惠券',
  '回调地址',
  '签名',
  '模板',
  '监控告警',
  '访问权限',
  '标签',
  '资源包',
  '白名单',
  '登录密码',
  '付款方式',
  '续费提醒',
  '登录记录',
  '操作审计',
  '角色',
  '用户组',
  '项目',
  '预算',
  '代金券',
  '退款单',
  '提现',
  '地域',
  '可用区',
  '网卡',
  '磁盘',
  '端口',
  '路由表',
  '缓存',
  '队列',
];
const troubles = [
  '怎么申请',
  '如何修改',
  '为什么被退回',
  '多久能生效',
  '能不能撤销',
  '在哪里查看',
  '怎样导出',
  '收不到通知怎么办',
  '提示没有权限',
  '一直显示处理中',
  '可以转给别人吗',
  '到期以后会怎样',
  '怎么批量删除',
  '丢了如何找回',
  '有没有数量限制',
  '怎么设置自动续费',
  '和控制台显示的不一致',
  '页面打不开',
  '提交后报错',
  '需要哪些材料',
  '如何绑定手机',
  '怎么关闭',
  '能否延长',
  '费用怎么算',
  '升级会不会中断',
  '怎么迁移到别的地域',
  '如何限制来源',
  '怎么恢复默认',
  '重复扣费怎么处理',
  '忘记保存怎么办',
  '查询不到',
  '点了没有反应',
  '总是超时',
  '怎么打印',
  '可以合并吗',
  '怎么拆分',
  '由谁来审核',
  '要等几天',
  '是不是必须的',
  '如何核对',
  '填错了怎么改',
  '能退吗',
  '怎么重新提交',
  '如何共享给同事',
  '为什么变少了',
  '多出来一笔',
  '怎么投诉',
  '有英文版吗',
];
const conditions = [
  '',
  '刚开通的时候',
  '个人账号',
  '企业账号',
  '海外用户',
  '欠费之后',
  '换了负责人',
  '用手机操作时',
  '试用期内',
  '跨地域使用时',
  '代理商代付的',
  '包年包月的',
  '按量计费的',
  '学生优惠的',
  '公司改名以后',
  '在夜间维护时',
  '第一次使用',
  '从旧版升级上来的',
  '多人共用的',
  '已经注销的',
  '用接口调用时',
  '节假日期间',
  '没有备案的',
  '测试环境里',
  '被冻结的',
  '迁移之后',
  '合并账号以后',
  '做活动的时候',
  '政府单位',
  '医院机房',
];

/** All different without their condition, so that a question stays one of its kind when that clause is left out. */
export const mostQuestions = products.length * objects.length * troubles.length;

/** `count` different questions in a mixed order that is always the same; `own` ones come first. */
export function generateQuestions(count: number, own: readonly string[] = []): string[] {
  // A step that shares no factor with the number of combinations visits each of them once.
  const step = 361_181;
  const make = (nth: number): string => {
    const mixed = (nth * step) % mostQuestions;
    const product = products[mixed % products.length];
    const object = objects[Math.floor(mixed / products.length) % objects.length];
    const trouble = troubles[Math.floor(mixed / products.length / objects.length)];
    const condition = conditions[(nth * 7 + mixed) % conditions.length];
    return `${condition}${condition === '' ? '' : '，'}${product}的${object}${trouble}？`;
  };
  const all = new Set(own.slice(0, count));
  for (let nth = 0; all.size < count && nth < mostQuestions; nth++) all.add(make(nth));
  return [...all];
}

/**
 * One person's way to ask a question: one or two characters dropped, swapped with the next or replaced, and of every
 * fifth question with a comma the first clause left out.
 */
export function createNoise(seed: number): (question: string) => string {
  const random = createRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const letters = [...products.join(''), ...troubles.join('')];
  const slip = (characters: string[]): void => {
    const at = below(characters.length);
    const kind = below(3);
    if (kind === 0) characters.splice(at, 1);
    else if (kind === 1) characters.splice(at, 2, ...characters.slice(at, at + 2).reverse());
    else characters[at] = letters[below(letters.length)] as string;
  };
  return (question) => {
    const comma = question.indexOf('，');
    const characters = [...(comma > 0 && random() < 0.2 ? question.slice(comma + 1) : question)];
    for (let slips = 1 + below(2); slips > 0; slips--) slip(characters);
    return characters.join('');
  };
}
