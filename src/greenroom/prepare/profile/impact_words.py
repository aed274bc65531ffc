"""The patterns by which the parts of an impact claim are told; white space may be a line break."""

from __future__ import annotations

import re

_NUM = r"\d{1,3}(?:[,\u202f\u00a0’' ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_MONEY = rf"(?:[$€£¥]|USD|EUR|GBP|CNY)\s?(?:{_NUM})\s?(?:k|m|mm|bn|b|million|billion|thousand)?\b|(?:{_NUM})\s?(?:k€|m€|€|万元|亿元|millions?\s+d['’]euros)"
_UNIT = (
    r"(?:%|percent(?:age\s+points?)?|pp|points?|bps|x|×|times|fold|个?百分点|倍|ms|µs|s|sec(?:onds?)?|secondes?|minutes?|min|hours?|hrs?|h|heures?|"
    r"days?|jours?|天|weeks?|semaines?|周|months?|mois|个月|years?|ans|k|m|bn|b|gb|tb|毫秒|秒|分钟|小时)"
)
_VALUE = rf"(?:{_MONEY}|(?:{_NUM})(?:\s?{_UNIT}(?![a-z]))?)"
_UP = (
    r"increas(?:e[ds]?|ing)|improv(?:e[ds]?|ing)|rais(?:e[ds]?|ing)|gr(?:ew|own|ow(?:s|ing)?)|boost(?:ed|s|ing)?|lift(?:ed|s|ing)?|"
    r"accelerat(?:e[ds]?|ing)|doubl(?:e[ds]?|ing)|tripl(?:e[ds]?|ing)|expand(?:ed|s|ing)?|scal(?:e[ds]?|ing)|gain(?:ed|s|ing)?|"
    r"augment[ée]+s?|am[ée]lior[ée]+s?|doubl[ée]+s?"
)
_DOWN = (
    r"reduc(?:e[ds]?|ing)|decreas(?:e[ds]?|ing)|cut(?:s|ting)?|lower(?:ed|s|ing)?|drop(?:ped|s|ping)?|shorten(?:ed|s|ing)?|halv(?:e[ds]?|ing)|"
    r"sav(?:e[ds]?|ing)|eliminat(?:e[ds]?|ing)|trim(?:med|s|ming)?|minimi[sz](?:e[ds]?|ing)|shr(?:ank|unk|ink(?:s|ing)?)|r[ée]duit(?:e|es|s)?|diminu[ée]+s?|baiss[ée]+s?"
)
_MOVE = rf"{_UP}|{_DOWN}|redirect(?:ed|ing)|secur(?:ed|ing)|deliver(?:ed|ing)|generat(?:ed|ing)|add(?:ed|ing)|achiev(?:ed|ing)|reach(?:ed|ing)"
_STIRRED = r"fell|fallen|rose|risen|dropped|went|grew|improved|increased|decreased|climbed|declined|jumped|doubled|halved|moved|shrank"
_NOUN_CHANGE = r"increase|reduction|improvement|decrease|drop|gain|growth|rise|uplift|lift|speed-?up|boost|saving|savings|decline|cut"
_FUNCTION = r"(?:of|before|after|in|on|to|from|with|and|or|for|by|per|using|that|which|while|at|as|into|without|sans|avant|par|en)\b"
_OFTEN = r"(?:hourly|daily|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?|real[\s-]time)"
_COUNTED = r"caught|catch(?:es|ing)?|prevent(?:ed|s|ing)|avoid(?:ed|s|ing)|block(?:ed|s|ing)|stopp(?:ed|ing)|resolv(?:ed|es|ing)|retired|removed"
_STOP = r"(?=\s+(?:from|by|to|of|with|through|using|via|while|and|in|at|for|on|within|after|over|across|per\s+year|de|par|en)\b|\s*[,;:.(（，。；]|\s*$|\s+\d|\s+[$€£])"
_WORDS = r"(?:(?!\b(?:from|by)\b)[^,;:.()（），。；\d]){2,60}?"

NUMBER_CLAIM = re.compile(
    rf"{_MONEY}|(?<![\w/.-])(?!(?:19|20)\d\d(?![\d%,]|\.\d))(?:{_NUM})(?!\w*-?(?:st|nd|rd|th)\b)\s?(?:{_UNIT}(?![a-z])|\+|\b)(?![/-]\d)",
    re.IGNORECASE,
)
EFFECT = re.compile(
    rf"\b(?:{_UP}|{_DOWN}|saved|secured|freed|prevented|sped\s+up|outperform(?:ed|ing)?|{_OFTEN}\s+to\s+{_OFTEN})\b|提升|降低|提高|减少|缩短|节省|增长|优化",
    re.IGNORECASE,
)
CHANGE = re.compile(
    rf"""(?P<part>
        from\s+(?:{_VALUE}|\w+)\s+to\s+(?:under\s+|over\s+|below\s+|above\s+|less\s+than\s+|almost\s+)?{_VALUE}(?:\s+{_UNIT}(?![a-z]))?
      | (?<=\s)de\s+{_VALUE}\s+à\s+{_VALUE}
      | [由从]\s*{_VALUE}\s*(?:提升|降低|提高|下降|降|升|减少|缩短|增长|增加)?\s*[到至]\s*{_VALUE}
      | (?:提升|降低|提高|减少|缩短|节省|增长|增加|下降)(?:了|至|到|约)?\s*{_VALUE}
      | {_VALUE}\s+to\s+{_VALUE}
      | (?:from\s+)?{_OFTEN}\s+to\s+{_OFTEN}\b
      | \b(?:up|down)\s+(?:by\s+)?(?:{_NUM})\s?(?:%|percent)
      | by\s+(?:up\s+to\s+|over\s+|almost\s+|about\s+|more\s+than\s+)?(?:{_MONEY}|(?:{_NUM})\s?(?:%|percent|x|×|times|fold|pp|points?|{_UNIT}(?![a-z])))
      | (?:an?\s+)?(?:{_NUM})\s?(?:%|percent|x|×|times|fold)[\s-]+(?:\w+\s+)?(?:{_NOUN_CHANGE})\b
      | \b(?:{_MOVE}|{_STIRRED})\s+(?:(?!from\b|by\b|to\b|with\b)[\w/-]+\s+){{0,5}}?(?P<tail>(?>{_MONEY}|(?:{_NUM})\s?(?:%|percent|x|×|times|fold)(?!\s+(?:of|des|du)\b)))(?!\s+to\s+[$€£]?\d)
      | [+−-](?:{_NUM})\s?%
      | (?:\d+\s?[-–]\s?)?(?:{_NUM})\s?(?:x|×|times|fold)(?![\w])(?:\s+(?:faster|higher|lower|cheaper|more|fewer|slower|larger|better))?
      | (?:de|par)\s+(?:{_NUM})\s?%
      | \bto\s+(?:under\s+|below\s+|over\s+)?(?:{_NUM})\s?(?:%|ms|seconds?|minutes?)(?![a-z])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
CHANGE_OF_COUNT = re.compile(
    rf"(?P<part>\b(?:{_COUNTED})\s+(?:over\s+|more\s+than\s+)?(?:{_NUM})\+?\s+(?:(?!{_FUNCTION})[\w-]+\s+){{0,2}}?[a-z-]+s\b)",
    re.IGNORECASE,
)  # "caught 4 incidents"
CHANGE_OF_SHARE = re.compile(
    rf"(?<!\btop\s)(?<!\bon\s)(?<!\bto\s)(?<!\bwith\s)(?<!\bacross\s)(?<![\d.,])(?P<part>(?:{_NUM})\s?%)(?=\s+(?:of|des|du|de\s+la)\s+[a-zà-ÿ])",
    re.IGNORECASE,
)  # "31% of tickets"
CHANGES = (CHANGE, CHANGE_OF_COUNT, CHANGE_OF_SHARE)
BASELINE = re.compile(
    rf"(?P<part>\bfrom\s+{_VALUE}|\bfrom\s+(?:hourly|daily|weekly|monthly|quarterly|scratch)\b|compared\s+(?:to|with)\s+[^,;.]+|\b(?:vs\.?|versus|over|than)\s+(?:the\s+)?(?:\w+\s+)?baseline\w*"
    rf"|(?<=\s)de\s+{_VALUE}(?=\s+à\s)|[由从]\s*{_VALUE}|(?<![\w.,]){_VALUE}(?=\s+to\s+{_VALUE})|\b{_OFTEN}(?=\s+to\s+{_OFTEN}))",
    re.IGNORECASE,
)
_THINGS = (
    r"users?|customers?|clients?|clinicians?|lawyers?|people|engineers?|developers?|scientists?|analysts?|members?|employees?|students?|requests?|queries|"
    r"transactions?|documents?|events?|images?|records?|rows?|samples?|examples?|devices?|stores?|clinics?|sites?|countries|markets?|teams?|squads?|services?|"
    r"models?|tenants?|merchants?|tickets?|calls?|sessions?|articles?|products?|gpus?|nodes?|servers?|parameters?|labels?|stars|downloads?|readers?|subscribers?|"
    r"interviews?|conversations?|invoices?|notes?|dispatchers?|annotations?|incidents?|reviewers?|editors?|agents?|partners?|stations?|"
    r"applications?|integrations?|printers?|utilities|qps|rps|tps|utilisateurs?|personnes?|dossiers?|requêtes?|magasins?|clients?|用户|人|台|条|次|个|团队|门店|商户"
)
_STUDIED = r"(?:hand-)?label+ed|annotated|interviewed|surveyed|reviewed|étiqueté(?:e?s)?|annoté(?:e?s)?"
SCALE = re.compile(
    rf"(?P<part>\bteams?\s+of\s+(?:up\s+to\s+)?(?:\d+|\w+)|(?:{_NUM})\s?(?:k|m|bn|b|million|billion|thousand|万|亿)?\s?\+?[\s-]?(?:(?!{_FUNCTION})[\w/-]+\s+){{0,2}}?(?:{_THINGS})(?:\s+(?:{_THINGS})\b)*(?:\s+(?:per|a|each)\s+\w+|/s)?(?![a-z])"
    rf"|\b(?:{_STUDIED})\s+(?P<tail>(?:{_NUM})\s?k?\+?\s+(?:(?!{_FUNCTION})[\w-]+\s+){{0,2}}?[a-z-]+s\b)"
    rf"|(?:{_NUM})\s?k?\+?\s+(?:\w+-)?(?:{_STUDIED})\s+[a-z-]+s\b"
    rf"|{_MONEY}(?:\s+(?:annuali[sz]ed|a\s+year|per\s+year))?|(?:{_NUM})\s?(?:tb|gb|pb)\b|équipe\s+de\s+\w+)",
    re.IGNORECASE,
)
_SPAN_UNIT = r"(?:days?|weeks?|months?|quarters?|years?|sprints?|jours?|semaines?|mois|ans|trimestres?)"
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|an|un|deux|trois|quatre|cinq|six)"
PERIOD = re.compile(
    rf"(?P<part>\b(?:in|within|over|during|after|inside|for|en|sous|pendant|sur)\s+(?:the\s+)?(?:first\s+|last\s+|past\s+|under\s+|less\s+than\s+)*(?:{_COUNT}\s+)?{_SPAN_UNIT}\b"
    rf"|\b{_COUNT}[\s-]{_SPAN_UNIT}(?=\s+(?:pilot|project|programme|program|period|test))|\b(?:in|en|during)\s+(?:19|20)\d\d\b|每[天周月年]|\d+\s?个月内?|(?:一|两|三|四|五|六|半)个?[月年周天]内?"
    rf"|\b(?:a|per|each)\s+(?:year|quarter|month)\b)",
    re.IGNORECASE,
)
METRIC_AFTER = re.compile(
    rf"\b(?:{_UP}|{_DOWN})\s+(?:the\s+|our\s+|an?\s+|le\s+|la\s+|les\s+)?(?!in\b|of\b|to\b|from\b|by\b)(?P<part>{_WORDS}){_STOP}",
    re.IGNORECASE,
)
METRIC_OF_CHANGE = re.compile(
    rf"(?:{_NOUN_CHANGE})\s+(?:in|of)\s+(?:the\s+)?(?P<part>{_WORDS}){_STOP}", re.IGNORECASE
)
FALLING_OR_RISING = re.compile(
    rf"(?:^|[,;:.(]\s*|\s(?:and|so\s+that|that|where|whose)\s+)(?P<part>(?:[\w/@-]+\s+){{1,6}}?)(?=(?:{_STIRRED})\b|(?:up|down)\s+(?:by\s+)?\d)",
    re.IGNORECASE,
)
METRIC_NAMED = re.compile(
    rf"(?:{_NUM})\s?%\s+(?P<part>(?!of\b|increase|reduction)[a-z][\w-]*(?:\s+rate)?)(?=\s+(?:at|on|in|for|with|across|to|over)\b|\s*[,.;]|\s*$)",
    re.IGNORECASE,
)
METRIC_HAN = re.compile(
    r"(?P<part>[\u4e00-\u9fffA-Za-z0-9]{0,8}(?:率|时长|延迟|成本|时间|收入|精度|周期|用户数|转化|留存|点击|量|AUC|GMV))(?=\s*(?:[由从]|提升|降低|提高|减少|缩短|增长|下降|增加))"
)
_METRIC_NOUN = (
    r"latency|accuracy|precision|recall|auc|f1|throughput|uptime|availability|mape|rmse|error(?:\s+rate)?|cost|coverage|kappa|"
    r"conversion|retention|churn|nps|rate|delay|score"
)
METRIC_VALUE = re.compile(
    rf"(?P<part>(?:(?:p\d\d|[a-z-]+)\s+)?(?:{_METRIC_NOUN}))\s+(?:of|at|to|=|:)\s*{_VALUE}", re.IGNORECASE
)
_RANGE = rf"(?:from\s+)?(?:{_VALUE}\s+to\s+{_VALUE}|{_OFTEN}\s+to\s+{_OFTEN})"
METRIC_MOVED = re.compile(
    rf"\b(?:moved|took|brought|drove|shifted|switched|pushed|got)\s+(?:the\s+)?(?P<part>(?!from\b){_WORDS})\s+(?={_RANGE})",
    re.IGNORECASE,
)
METRIC_BEFORE = re.compile(
    rf"(?:^(?=Cost\b)|^(?![A-Z][a-z]+(?:ed|t|ew|ook|an|ut)\b)|[,;:.(]\s*|\b(?:and|with|where)\s+)(?:the\s+)?"
    rf"(?P<part>(?!(?:from|to|by|in|and)\b)[a-z][\w/@-]*(?:\s+(?!(?:from|to|by)\b)[a-z][\w/@-]*){{0,4}}?)\s+\(?(?={_RANGE})",
    re.IGNORECASE,
)  # "; error rate 6.8% to 1.1%"
METRIC_SHARE = re.compile(
    rf"(?<!\btop\s)(?<![\d.,])(?:{_NUM})\s?%\s+(?:of|des|du|de\s+la)\s+(?:the\s+|all\s+)?(?P<part>(?:(?!{_FUNCTION})[a-zà-ÿ][\w-]*\s+){{0,2}}?(?!{_FUNCTION})[a-zà-ÿ][\w-]*)"
    rf"(?=\s+{_FUNCTION}|\s*[,;.(]|\s*$|\s+(?:are|is|were|was|now)\b)",
    re.IGNORECASE,
)
METRIC_COUNT = re.compile(
    rf"\b(?:{_COUNTED})\s+(?:over\s+|more\s+than\s+)?(?:{_NUM})\+?\s+(?P<part>(?:(?!{_FUNCTION})[\w-]+\s+){{0,2}}?[a-z-]+s\b)",
    re.IGNORECASE,
)
METRICS = (
    METRIC_AFTER,
    METRIC_OF_CHANGE,
    METRIC_MOVED,
    FALLING_OR_RISING,
    METRIC_BEFORE,
    METRIC_NAMED,
    METRIC_HAN,
    METRIC_VALUE,
    METRIC_COUNT,
    METRIC_SHARE,
)
_VERB = r"[A-Z][a-z]+(?:ed|t|de|lt|ught|rote|un|ew|ept|ent|ld|ove|ut|ade|aught|ook|ame|ave|ead|et|ign|wn|anage|ewrote|ank)"
_OPENERS = (
    r"Led|Lead|Built|Own|Owned|Drove|Ran|Run|Wrote|Cut|Set\s+up|Took\s+over|Grew|Made|Held|Kept|Won|Taught|Spearheaded|Forecast|Manage|Build|"
    r"Design|Develop|Maintain|Created|Conçu|Réduit|Développé|Encadré|Dirigé|Piloté|Mis\s+en\s+place|Construit|Créé|Déployé|Animé|Géré|Lancé|"
    r"Optimisé|Amélioré|Automatisé|Migré"
)
OWN_ROLE = re.compile(
    rf"^\W*(?P<part>I\s+(?:\w+)|(?:[A-Z][a-z]+ly\s+)?(?:{_OPENERS})(?:\s+(?:and|et)\s+[a-zé]+(?:ed|é|t|de))?(?!\w)|(?!Cost\b|Support\b|Client\b|Product\b|Content\b|Document\b){_VERB}(?:\s+and\s+[a-z-]+(?:ed|t|n|de))?(?!\w)|(?:独立|主导|负责|带领|设计|搭建|开发|维护|构建|推动|优化|参与设计)+(?:并\w{{2}})?)"
)
WEAK_ROLE = re.compile(
    r"^\W*(?:responsible|helped|assisted|supported|participated|took\s+part|worked\s+(?:with|on|in)|collaborated|involved|contributed|"
    r"exposed|familiar|participé|aidé|contribué|responsable|参与(?!设计)|协助|配合)",
    re.IGNORECASE,
)
