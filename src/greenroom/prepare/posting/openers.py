"""Words that open a heading, a requirement or a duty; shared by the cutting and the reading of postings."""

from __future__ import annotations

import re

HEADING_PHRASE = re.compile(
    r"(?:(?<!\w)|(?<=[A-Za-z)])(?=[A-Z][a-z]))(?:(?i:(?:minimum|basic|required|preferred|desired|additional|key|essential|job|other)\s+(?:required\s+|technical\s+)?"
    r"(?:qualifications?|requirements?|skills(?:\s*(?:&|and)\s*(?:qualifications|abilities|experience))?|competenc(?:ies|es)|experience)"
    r"(?:\s*\((?:required|preferred)[^)]*\))?)"
    r"|(?i:(?:major |key |primary |essential |job |main )?(?:duties and responsibilities|responsibilities(?: include(?:, but are not limited to)?)?|duties|functions))(?=\s*:|\s*[A-Z])"
    r"|Requirements(?=\s*:|[A-Z])|Qualifications(?=\s*:|[A-Z])|Skills/Abilities and Knowledge|Related Work Experience"
    r"|(?:What|Who) [Yy]ou(?:'ll|’ll| will| are| bring| need| have|r)?(?: [A-Z][\w']+){0,4}(?=\s*:)"
    r"|What You Must Have|What You(?:'|’)ll (?:Do|Need|Bring|Have)|What We(?:'|’)re Looking For|In this role,? you will(?=:)"
    r"|(?i:nice[- ]to[- ]haves?|bonus points|good to have|what sets you apart|ways to stand out)(?=\s*:)"
    r"|(?:Job|Position|Role) (?:Summary|Overview|Description|Purpose)|JOB SUMMARY|WORKING CONDITIONS|Working Conditions|About (?:Us|the (?:Role|Team|Company|Job))(?=[\s,:A-Z]|$)"
    r"|Education(?=\s*:|\s+(?:MS|BS|Bachelor|Master|PhD|Degree|University))|EDUCATION|(?:Benefits|Perks|Compensation)(?=\s*:)|(?:[A-Z]{4,}(?: (?:[A-Z]{3,}|AND|&|OR|OF)){1,4})(?=\s+[A-Z][a-z]))"
    r"\s*:?"
)
"""A heading by its wording alone, where it may stand inside a paragraph that lost its line breaks."""

ITEM_OPENER = re.compile(
    r"(?<![\w-])(?:Abilit(?:y|ies)|Experienced?|Excellent|Outstanding|Strong|Solid|Proven|Deep|Extensive|Demonstrated|Knowledge|Understanding|"
    r"Famil(?:iar|iarity)|Proficien(?:t|cy)|Expert(?:ise)?|Must|Hands-?\s?on|Advanced|Bachelor[’']?s?|Master[’']?s?|(?:MS|BS|PhD|Ph\.D)(?=\.? or|\.? in|/|,)|Degree|"
    r"Intellectually|Passion(?:ate)?|Self-\w+|Comfort(?:able)?|Track|Minimum|At least|Good|Great|Exceptional|Working|Prior|Previous|"
    r"Fluen(?:t|cy)|Willing(?:ness)?|Data manipulation|Programming experience|Skilled|Capable|Highly|Intermediate|Effective|Mastery|"
    r"\d{1,2}\+ years|Maîtrise|Expérience|Bonne|Connaissances?|Capacité|Vous)\b(?!\s*:)"
)
"""Words with which a requirement opens."""

ITEM_OPENER_ANYWHERE = re.compile(ITEM_OPENER.pattern.removeprefix(r"(?<![\w-])"))
"""The same, also where the word is glued to what stands before it."""

DUTY_OPENER = re.compile(
    r"(?<![\w-])(?:Actively|Achieve|Analy[sz]e|Architect|Assist|Build|Champion|Clearly|Collaborate|Communicate|Conduct|Contribute|Coordinate|Create|"
    r"Define|Deliver|Deploy|Design|Develop|Document|Drive|Enable|Engage|Ensure|Establish|Evaluate|Execute|Explore|Foster|Guide|Help|"
    r"Identify|Implement|Improve|Integrate|Lead|Leverage|Maintain|Manage|Mentor|Monitor|Optimi[sz]e|Oversee|Own|Participate|Partner|"
    r"Perform|Prepare|Prototype|Provide|Research|Responsible|Review|Run|Serve|Set|Ship|Stay|Support|Train|Translate|Understand|"
    r"Visuali[sz]e|Work|Write)\b(?!\s*:)"
)
"""Verbs with which a duty opens, also inside text that lost its line breaks."""

_MORE_DUTIES = re.compile(
    r"(?:Act|Adapt|Address|Advance|Advise|Advocate|Align|Apply|Assess|Automate|Bring|Coach|Collect|Configure|Consult|Continuously|Debug|Demonstrate|"
    r"Diagnose|Discover|Educate|Elevate|Expand|Experiment|Extend|Facilitate|Fine-tune|Follow|Gather|Generate|Grow|Handle|Hire|Influence|"
    r"Innovate|Interact|Investigate|Keep|Launch|Liaise|Make|Measure|Migrate|Model|Operate|Orchestrate|Present|Prioriti[sz]e|Produce|Promote|"
    r"Propose|Push|Raise|Recommend|Recruit|Reduce|Refine|Report|Scale|Shape|Share|Solve|Spearhead|Specify|Steer|Streamline|Take|Teach|Test|"
    r"Track|Troubleshoot|Turn|Uncover|Update|Use|Validate|Wrangle|"
    r"Accompagner|Analyser|Animer|Assurer|Collaborer|Concevoir|Construire|Contribuer|Définir|Déployer|Développer|Encadrer|Entraîner|Garantir|"
    r"Gérer|Implémenter|Industrialiser|Maintenir|Mettre en|Optimiser|Participer|Piloter|Proposer|Réaliser|Suivre)\b(?!\s*:)"
)


def opens_with_duty(line: str) -> bool:
    """Whether the first word of `line` is a verb that says what is done."""
    return bool(DUTY_OPENER.match(line) or _MORE_DUTIES.match(line))
