"""Words that tell the parts of a job page apart: English, French, Chinese."""

from __future__ import annotations

import re

_CJK = "\u3400-\u9fff"

AD_HEADING = re.compile(
    r"""^\W*(?:\d+[.)]\s*)?(?:
    (?:(?:your|the|key|main|core|job|role|primary|essential|basic|minimum|preferred|required|desired|technical)\s+)*
      (?:responsibilit|requirement|qualification|duties\b|accountabilit|skills\b|competenc|experience\b(?!s)|mission\b)
    |what\s+(?:you|we|this|the|makes|success|to\s+expect|it|your)\b|who\s+you\b|about\s+(?:you\b|the\s+(?:role|job|position|team|opportunity))
    |you\s+(?:will|have|are|may|might|must|bring|should)\b|you[’']ll\b|your\s+(?:role|profile|impact|tasks?|background|day|work|team)\b
    |nice[\s-]to[\s-]have|must[\s-]have|bonus\s+points?|good\s+to\s+have|pluses\b|even\s+better|how\s+you\b|why\s+(?:join|work|you|us)
    |benefits?\b|perks?\b|compensation\b|pay\s+range|salary\b|we\s+(?:offer|expect|are\s+looking|need)\b|our\s+(?:offer|stack|team|tech)\b
    |(?:the|your|job|role|position)\s+(?:role|job|position|summary|description|overview|purpose|opportunity|team)\b|(?:role|job|position)\s*:?$
    |in\s+this\s+(?:role|position)|day[\s-]to[\s-]day|interview\s+process|(?:hiring|recruitment)\s+process|education\b|tech(?:nology)?\s+stack
    |(?:vos|tes|les|principales|missions?|votre|ton|le)?\s*(?:missions?|responsabilités|profil\b|poste\b|compétences|tâches|atouts)
    |ce\s+que\s+(?:vous|nous|tu|l)|vous\s+(?:avez|êtes|serez)\b|avantages|nous\s+(?:offrons|proposons)|pourquoi\s+nous|à\s+propos\s+(?:du\s+poste|de\s+vous)
    |[\u3400-\u9fff]{0,6}(?:职责|要求|资格|条件|福利|待遇|描述|技能|加分项?|优先|我们提供|你将|你会)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that opens a part of a job ad."""

FRAME_HEADING = re.compile(
    r"""^\W*(?:(?:the|about\s+the)?\s*(?:full\s+)?(?:job|role|position)(?:\s+(?:description|summary|overview|details|highlights))?|(?:top|key|required|matched)?\s*skills
    |(?:estimated\s+)?(?:salary|compensation|pay\s+range)|benefits|perks|what\s+we\s+do|why\s+work\s+(?:with|for|at)\s.{0,40}|our\s+team
    |description\s+du\s+poste|le\s+poste|compétences|职位描述|岗位描述|职位福利|公司福利)\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Such a line as page templates write it around an ad or beside it."""

ENDS_AD = re.compile(
    r"""^\W*(?:
    (?:(?:more|other|similar|related|recommended|suggested|featured|latest|recent|new|explore|see|view|browse|all|top|current|open)\s+)+
      (?:(?:\w+[\s,&-]+){0,3})(?:jobs?|roles?|positions?|openings?|vacanc\w+|opportunit\w+|careers?|posts?|articles?|news|companies|searches)\b
    |(?:jobs?|roles?|openings?|positions?|companies)\s+(?:you\s+(?:may|might)|similar|like\s+this|at\s+similar|near|by|from\s+similar)
    |similar\s+to\s+this|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested)|people\s+(?:also|who)\s+(?:viewed|searched|applied)|also\s+viewed
    |others?\s+(?:also\s+)?(?:viewed|applied)|(?:create|get|set\s+up|sign\s+up\s+for)\s+(?:a\s+|an\s+)?(?:job|e-?mail)?\s*alerts?|job\s+alerts?\b|get\s+notified
    |leave\s+a\s+(?:reply|comment)|comments?\b\s*(?:\(\d+\))?$|post\s+navigation|archives$|categories$|tags$|newsletter|subscribe|follow\s+us|stay\s+connected|join\s+our\s+talent
    |apply\s+(?:for\s+)?(?:this|the)\s+(?:job|role|position)|submit\s+(?:your|an?)\s+(?:application|cv|r[ée]sum[ée])|application\s+form|your\s+application$
    |(?:voluntary\s+)?self[\s-]identification|u\.?s\.?\s+(?:standard\s+)?demographic|related$|similar$|tagged\b
    |cookie|privacy\s+(?:settings|preferences)|manage\s+(?:your\s+)?consent|share\s+(?:this|on|the)\b|similar\s+searches
    |(?:autres|nos\s+autres|dernières|toutes\s+(?:nos|les))\s+(?:offres|postes|annonces|actualités)|offres?\s+(?:d[’']emploi\s+)?(?:similaires|recommandées)
    |(?:ces|d[’']autres)\s+offres|vous\s+aimerez|postuler\s+(?:à|en\s+ligne)|formulaire\s+de\s+candidature|partager\s+(?:cette|l)|laisser\s+un\s+commentaire|créer\s+une\s+alerte|articles\s+récents
    |(?:相似|推荐|相关|类似|更多|其他|热门|最新)(?:的)?(?:职位|岗位|工作|招聘)|猜你喜欢|看过.{0,8}还|分享(?:职位|到)|投递简历$|申请(?:该|此)?职位$|职位订阅
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A short line after which comes something else than the ad: other jobs, forms, comments, notices."""

CONTROL_LINE = re.compile(
    r"""^\W*(?:
    (?:easy\s+|quick\s+)?apply(?:\s+(?:now|here|online|today|on\s+\w+(?:\s\w+)?|with\s+\w+))?|save(?:d|\s+job|\s+for\s+later)?|share|print|report(?:\s+this)?(?:\s+job)?|back(?:\s+to\s+.{0,30})?
    |(?:show|read|see|view)\s+(?:more|less|full\s+\w+|all\b.{0,40})|sign\s+(?:in|up)|log\s+in|join\s+now|copy\s+link|e-?mail|facebook|twitter|linkedin|x|whats\s?app|xing|reddit
    |be\s+an\s+early\s+applicant|(?:over\s+)?\d+\+?\s+applicants|skip\s+to\s+.{0,30}|menu|close|search(?:\s+jobs)?|home|careers|jobs|description|company|overview|details|reviews|company\s+profile|all\s+jobs|next|previous|follow|learn\s+more|refer\s+a\s+friend
    |(?:ai[\s-]generated\s+)?summary\s+(?:is\s+)?generated\s+.{0,40}|(?:re)?posted\b.{0,30}|\d+\s+(?:\w+\s+)?ago|new|hiring|actively\s+hiring
    |postuler(?:\s+maintenant)?|partager|imprimer|enregistrer|retour(?:\s+.{0,30})?|voir\s+(?:plus|moins)|lire\s+la\s+suite|accueil
    |立即(?:申请|投递|沟通)|投递(?:简历)?|申请(?:职位)?|收藏|分享|举报|返回.{0,6}|展开(?:全部)?|收起|登录|注册|首页|查看更多
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that is the label of something to press, not part of an ad."""

NOTICE = re.compile(
    r"\b(?:(?:use|uses|using|store|accept|about|of|set|these|our)\s+(?:\w+\s+)?cookies|cookies?\s+(?:policy|consent|preferences|settings|notice)"
    r"|utilis\w+\s+(?:des|les)\s+cookies|accept(?:er|ez)\s+(?:les\s+)?cookies|all\s+rights\s+reserved|tous\s+droits\s+réservés"
    r"|user\s+agreement|terms\s+of\s+(?:use|service)|enable\s+javascript|unsubscribe)\b|©|使用\s*cookie|版权所有|ICP备",
    re.IGNORECASE,
)
"""Legal and technical notices of a page."""

CHROME_NAME = re.compile(
    r"^(?:cookies?|consent|gdpr|onetrust|cookiebot|modal|popup|dialog|overlay|toast|tooltip|share|sharing|sharer|social|socials"
    r"|related|similar|recommended|recommendations?|suggested|newsletter|subscribe|breadcrumbs?|footer|navbar|nav|navigation|menu|sidebar"
    r"|comments?|comment|respond|login|signin|signup|promo|advert|ads|advertisement|skip|pagination|pager|masthead|topbar|dropdown)$"
)
"""A word in an element's id or class that names what surrounds an ad."""


def count_words(text: str) -> int:
    """Words of `text`; two Chinese characters make one."""
    chinese = len(re.findall(f"[{_CJK}]", text))
    return len(re.findall(rf"[^\W_{_CJK}]+", text)) + (chinese + 1) // 2
