//! Traditional Chinese characters that occur in names of places, industries and statistics, as simplified ones.
//!
//! A small table, not a converter: only characters with one simplified form, whatever word they stand in.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Pairs of a traditional and its simplified character.
const PAIRS: &str = "\
寧宁縣县區区鎮镇鄉乡灣湾廣广東东門门關关陽阳陰阴陝陕遼辽龍龙雲云貴贵慶庆蘇苏濟济溫温臺台興兴紹绍嶼屿島岛嶺岭澤泽漢汉濱滨灘滩鹽盐橋桥橫横楊杨樂乐榮荣樹树歐欧歷历歸归殺杀氣气決决沒没況况洩泄涇泾淚泪淪沦淵渊減减渦涡測测渾浑湊凑湧涌滄沧滅灭滬沪滯滞滲渗滾滚滿满\
漁渔漲涨潁颍潔洁潛潜潤润潰溃澀涩澆浇澇涝澗涧澱淀濃浓濕湿濤涛濫滥濰潍濾滤瀏浏瀝沥瀘泸瀨濑瀰弥災灾為为烏乌無无煉炼煙烟熱热熾炽燈灯燒烧燙烫營营燦灿燭烛爐炉爍烁爛烂牆墙牽牵犢犊狀状狹狭獎奖獨独獲获獵猎獸兽玆兹現现瑣琐瑤瑶瑪玛環环瓊琼產产畝亩畢毕畫画異异當当疇畴\
痺痹療疗瘋疯癥症發发皚皑皺皱盃杯盜盗盞盏盡尽監监盤盘盧卢眾众睏困睜睁矚瞩矯矫砲炮硃朱硤硖硯砚碩硕確确碼码磚砖磯矶礙碍礦矿礪砺礫砾礬矾祿禄禍祸禎祯禪禅禮礼禱祷種种稅税稈秆穀谷積积穎颖穩稳穢秽窩窝窪洼窮穷窯窑竄窜竅窍競竞筆笔築筑節节範范篩筛簡简簽签籃篮籌筹籠笼\
類类糧粮糾纠紀纪約约紅红紋纹納纳紐纽純纯紗纱紙纸級级紛纷紡纺細细終终組组結结絕绝給给絨绒統统絲丝綁绑經经綜综綠绿維维綱纲網网綿绵緊紧緒绪線线締缔緣缘編编緩缓練练緻致縫缝縮缩縱纵績绩織织繞绕繪绘繫系繭茧繳缴繼继續续纖纤纜缆罰罚罷罢羅罗義义習习聖圣聞闻聯联聰聪\
聲声職职肅肃腦脑腫肿腳脚膠胶膚肤膽胆臉脸臘腊臨临舉举舊旧艦舰艷艳莊庄華华萊莱萬万葉叶葦苇葯药蒼苍蓋盖蓮莲蔣蒋蕩荡蕪芜薊蓟薦荐藍蓝藝艺藥药蘆芦蘭兰處处號号虧亏蟲虫蠶蚕術术衛卫衝冲裝装補补製制複复襪袜規规視视覽览觀观觸触計计訂订訊讯討讨訓训記记設设許许訴诉診诊\
證证評评詞词試试詢询該该詳详認认語语誠诚誤误說说課课調调談谈請请論论謀谋謝谢謹谨譜谱譯译議议護护讀读變变豐丰豬猪貝贝負负財财貢贡貨货販贩責责貯贮買买費费貼贴貿贸賀贺資资賓宾賜赐賞赏賠赔賢贤賣卖質质賬账賴赖購购贈赠贊赞贛赣趙赵趨趋跡迹踐践蹤踪車车軌轨軍军軟软\
軸轴較较載载輔辅輕轻輛辆輝辉輪轮輯辑輸输輻辐轄辖轉转轎轿辦办農农連连進进運运過过達达遠远適适遙遥遞递選选遷迁遺遗邊边鄒邹鄰邻鄭郑鄧邓鄖郧釀酿釋释釐厘針针釣钓鈉钠鈔钞鈣钙鈾铀鉀钾鉅巨鉛铅鉻铬銀银銅铜銘铭銷销鋁铝鋅锌鋒锋鋪铺鋰锂鋼钢錄录錢钱錦锦錫锡錯错錳锰鍋锅\
鍵键鍊链鍛锻鎂镁鎢钨鎳镍鏈链鏡镜鐘钟鐵铁鑄铸鑒鉴鑽钻長长開开間间閒闲閘闸閣阁閩闽閱阅閻阎闊阔闡阐際际陸陆陳陈隊队階阶隨随險险隱隐隴陇雖虽雙双雜杂雞鸡離离難难電电霧雾靈灵靜静韋韦韓韩響响頁页頂顶項项順顺須须預预頑顽頒颁頓顿頗颇領领頭头頻频題题額额顏颜願愿顧顾\
顯显風风飛飞飯饭飲饮飾饰餅饼養养餘余館馆饑饥馬马馮冯馳驰駐驻駕驾駛驶駿骏騎骑騰腾驅驱驗验驛驿驢驴驟骤體体髮发鬆松鬥斗鬧闹魚鱼魯鲁鮮鲜鯉鲤鳥鸟鳳凤鴨鸭鴻鸿鵝鹅鵬鹏鶴鹤鷹鹰鹵卤麗丽麥麦麼么黃黄點点黨党齊齐齒齿龐庞龜龟並并亞亚亙亘佈布佔占併并來来侖仑係系俠侠倉仓\
個个們们倫伦偉伟側侧偵侦傑杰傘伞備备傢家傭佣傳传債债傷伤傾倾僅仅僑侨僕仆價价儀仪億亿儉俭償偿優优儲储兒儿兩两冊册凍冻凱凯別别刪删則则剛刚創创劃划劇剧劉刘劍剑劑剂勁劲動动務务勝胜勞劳勢势勵励勸劝勻匀匯汇協协卻却厲厉參参叢丛吳吴員员問问啟启啞哑喚唤喪丧喬乔單单\
嗎吗嘆叹嘗尝噴喷噸吨嚴严囑嘱圍围園园圓圆圖图團团執执堅坚報报場场塊块塗涂墊垫墳坟墾垦壇坛壓压壘垒壞坏壢坜壩坝壯壮壽寿夢梦夥伙奪夺奮奋妝妆婦妇媽妈嬰婴孫孙學学實实寫写寬宽寶宝將将專专尋寻對对導导尷尴屆届屍尸層层屬属岡冈峽峡崗岗崙仑嵐岚嶄崭嶗崂巒峦幣币帥帅師师\
帳帐帶带幫帮幹干幾几庫库廈厦廠厂廢废廬庐廳厅張张強强彈弹彎弯後后徑径從从復复徵征徹彻恆恒悅悦惡恶惱恼愛爱態态慣惯憂忧憑凭憲宪憶忆應应懷怀懸悬戰战戲戏戶户拋抛挾挟捨舍掃扫掛挂採采揚扬換换揮挥損损搖摇搶抢摺折擁拥擇择擊击擋挡擔担據据擠挤擬拟擴扩擺摆擾扰攔拦攝摄\
攜携敗败敘叙敵敌數数斂敛斷断於于時时晉晋暢畅暫暂曆历曉晓曠旷書书會会條条棄弃棟栋棧栈業业極极楓枫構构槍枪槳桨樁桩標标樞枢樣样樸朴機机檔档檢检檯台櫃柜欄栏權权歡欢殘残殼壳毀毁總总準准內内醫医瀋沈蕭萧撫抚嶽岳巖岩荊荆婁娄詔诏鹹咸頃顷歲岁裡里諮咨氫氢";

fn table() -> &'static FxHashMap<char, char> {
    static TABLE: OnceLock<FxHashMap<char, char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let chars: Vec<char> = PAIRS.chars().collect();
        chars.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    })
}

/// The text with the traditional characters of the table as simplified ones.
pub fn simplified(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let table = table();
    text.chars().map(|c| table.get(&c).copied().unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_made_of_pairs_that_do_not_chain() {
        assert!(PAIRS.chars().count().is_multiple_of(2));
        for (traditional, simple) in table() {
            assert!(!table().contains_key(simple), "{traditional} {simple}");
        }
        assert!(table().len() > 800, "{}", table().len());
    }

    #[test]
    fn names_of_places_and_industries_become_simplified() {
        for (text, plain) in [
            ("嘉興市海寧市桐鄉市海鹽縣", "嘉兴市海宁市桐乡市海盐县"),
            ("新能源產業集聚區", "新能源产业集聚区"),
            ("規模以上工業總產值（億元）", "规模以上工业总产值（亿元）"),
            ("銷售收入", "销售收入"),
            ("LED", "LED"),
        ] {
            assert_eq!(simplified(text), plain);
        }
    }
}
