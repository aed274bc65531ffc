"""Countries, and the states of large ones, in English and French: closed classes, so they are told by name.

Left out are those that are more often a first name (Chad, Jordan).
"""

from __future__ import annotations

_COUNTRIES = """
    afghanistan, albania, algeria, andorra, angola, argentina, armenia, australia, austria, azerbaijan, bahamas, bahrain, bangladesh,
    barbados, belarus, belgium, belize, benin, bhutan, bolivia, bosnia and herzegovina, botswana, brazil, brunei, bulgaria, burkina faso,
    burundi, cambodia, cameroon, canada, cape verde, chile, china, colombia, congo, costa rica, croatia, cuba, cyprus, czechia,
    czech republic, denmark, djibouti, dominican republic, dr congo, ecuador, egypt, el salvador, england, eritrea, estonia, eswatini,
    ethiopia, fiji, finland, france, gabon, gambia, georgia, germany, ghana, great britain, greece, guatemala, guinea, guyana, haiti,
    honduras, hong kong, hungary, iceland, india, indonesia, iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan, kazakhstan,
    kenya, korea, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya, liechtenstein, lithuania, luxembourg,
    madagascar, malawi, malaysia, maldives, mali, malta, mauritania, mauritius, mexico, moldova, monaco, mongolia, montenegro, morocco,
    mozambique, myanmar, namibia, nepal, netherlands, new zealand, nicaragua, niger, nigeria, north macedonia, northern ireland, norway,
    oman, pakistan, palestine, panama, papua new guinea, paraguay, peru, philippines, poland, portugal, puerto rico, qatar, romania,
    russia, rwanda, saudi arabia, scotland, senegal, serbia, sierra leone, singapore, slovakia, slovenia, somalia, south africa,
    south korea, south sudan, spain, sri lanka, sudan, suriname, sweden, switzerland, syria, taiwan, tajikistan, tanzania, thailand,
    the netherlands, togo, trinidad and tobago, tunisia, turkey, turkiye, turkmenistan, uganda, ukraine, united arab emirates,
    united kingdom, united states, united states of america, uruguay, uzbekistan, venezuela, vietnam, wales, yemen, zambia, zimbabwe
"""
_FRENCH = """
    afrique du sud, algerie, allemagne, angleterre, arabie saoudite, argentine, australie, autriche, belgique, bresil, bulgarie, cameroun,
    chili, chine, chypre, colombie, coree du sud, cote d'ivoire, croatie, danemark, ecosse, egypte, emirats arabes unis, espagne, estonie,
    etats-unis, finlande, grece, hongrie, ile maurice, inde, indonesie, irlande, islande, israel, italie, japon, lettonie, liban, lituanie,
    malaisie, malte, maroc, mexique, norvege, nouvelle-caledonie, nouvelle-zelande, pays-bas, perou, pologne, republique tcheque, roumanie,
    royaume-uni, russie, serbie, singapour, slovaquie, slovenie, suede, suisse, thailande, tunisie, turquie
"""
_STATES = """
    alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, georgia, hawaii, idaho, illinois, indiana,
    iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska,
    nevada, new hampshire, new jersey, new mexico, new york, new york state, north carolina, north dakota, ohio, oklahoma, oregon,
    pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah, vermont, virginia, washington, west virginia,
    wisconsin, wyoming, district of columbia, alberta, british columbia, manitoba, new brunswick, newfoundland, nova scotia, ontario,
    saskatchewan, new south wales, queensland, south australia, tasmania, western australia, bavaria, catalonia, ile-de-france
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


COUNTRIES: frozenset[str] = _names(_COUNTRIES) | _names(_FRENCH) | _names(_STATES)
"""Folded as `words.plain` does."""
