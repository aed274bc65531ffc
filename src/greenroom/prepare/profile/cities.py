"""Large cities, those a CV is likely to name without its country; folded as `words.plain` does.

General geography, by continent; far from complete: a city that is not here is told by its country or state.
"""

from __future__ import annotations

_EUROPE = """
    aarhus, aberdeen, aix-en-provence, alicante, antwerp, augsburg, basel, belfast, belgrade, bergen, bern, birmingham,
    bochum, bologna, bonn, braga, brasov, bratislava, bremen, brighton, brno, caen, cardiff, catania, clermont-ferrand, cluj-napoca, cologne,
    coimbra, coventry, cracow, darmstadt, debrecen, delft, dijon, dortmund, dresden, duisburg, dusseldorf, eindhoven, essen,
    florence, frankfurt, freiburg, galway, gdansk, geneva, genoa, ghent, glasgow, gothenburg, goteborg, graz, granada, groningen,
    haarlem, hannover, hanover, heidelberg, iasi, innsbruck, karlsruhe, katowice, kaunas, kiel, koln, kosice, krakow, la rochelle, le mans,
    leeds, leicester, leiden, leipzig, leuven, liege, limerick, linz, liverpool, ljubljana, lodz, lugano, lund, luxembourg, lviv,
    maastricht, mainz, malaga, malmo, mannheim, metz, milton keynes, minsk, mulhouse, munster, murcia, nancy, naples, newcastle,
    newcastle upon tyne, nijmegen, nottingham, novi sad, nuremberg, odessa, odense, orleans, ostrava, padua, palermo, palma, pau, perpignan,
    pisa, plovdiv, porto, potsdam, poznan, reading, regensburg, reims, riga, rotterdam, rouen, saint petersburg, saint-etienne,
    salamanca, salzburg, sarajevo, seville, sheffield, skopje, sofia, sophia antipolis, southampton, st. petersburg, stuttgart, tampere,
    tartu, the hague, thessaloniki, timisoara, tirana, toulon, tours, trieste, trondheim, turin, turku, uppsala, utrecht,
    valladolid, verona, vilnius, vigo, winterthur, wroclaw, wuppertal, york, zagreb, zaragoza
"""
_AMERICAS = """
    albuquerque, ann arbor, asuncion, baltimore, baton rouge, belo horizonte, bogota, boulder, brasilia, buenos aires, buffalo,
    calgary, cali, campinas, cancun, caracas, charlotte, cincinnati, cleveland, columbus, cordoba, curitiba, des moines, detroit,
    durham, edmonton, el paso, florianopolis, fort worth, fortaleza, fresno, guadalajara, guatemala city, guayaquil, halifax, havana,
    honolulu, indianapolis, irvine, jacksonville, jersey city, kansas city, kingston, la paz, las vegas, lima, london, louisville,
    madison, manaus, medellin, memphis, menlo park, mendoza, mexico city, milwaukee, minneapolis, monterrey, montevideo, mountain view,
    nashville, new haven, new orleans, newark, omaha, orlando, ottawa, palo alto, panama city, philadelphia, phoenix, pittsburgh,
    porto alegre, portland, princeton, providence, puebla, quebec, quito, raleigh, recife, redmond, richmond, rio de janeiro, rochester,
    rosario, sacramento, saint louis, salt lake city, salvador, san antonio, san diego, san jose, san juan, san mateo, santa clara,
    santa cruz, santa monica, santiago, santo domingo, sao paulo, saskatoon, st. louis, sunnyvale, syracuse, tampa, tijuana, tucson, tulsa,
    victoria, waterloo, winnipeg
"""
_ASIA = """
    abu dhabi, ahmedabad, almaty, amman, ankara, antalya, aurangabad, baghdad, baku, bandung, bangkok, beirut, bhopal, busan,
    can tho, cebu, chandigarh, changsha, chiang mai, chongqing, coimbatore, colombo, da nang, daegu, daejeon, dalian, damascus,
    dhaka, doha, dongguan, faisalabad, faridabad, fukuoka, gurgaon, gurugram, haifa, hanoi, harbin, hiroshima, ho chi minh city, hsinchu,
    incheon, indore, islamabad, izmir, jaipur, jakarta, jeddah, jerusalem, jinan, johor bahru, kaohsiung, karachi, kathmandu, kobe, kochi,
    kolkata, kota kinabalu, kuala lumpur, kunming, kuwait city, kyoto, lahore, lucknow, macau, manama, manila, mysore, mysuru, nagoya,
    nagpur, nanchang, new delhi, noida, novosibirsk, penang, petaling jaya, phnom penh, pokhara, qingdao, quezon city, riyadh,
    saigon, sapporo, sendai, shenyang, surabaya, surat, suwon, suzhou, taichung, taipei, tashkent, tbilisi, tehran, tel aviv, thane,
    thiruvananthapuram, tianjin, trivandrum, tsukuba, ulaanbaatar, vadodara, vientiane, visakhapatnam, xiamen, xi'an, yangon,
    yekaterinburg, yerevan, yogyakarta, yokohama, zhengzhou
"""
_AFRICA_AND_OCEANIA = """
    abidjan, abuja, accra, addis ababa, adelaide, alexandria, algiers, antananarivo, auckland, brisbane, cairo, canberra, cape town,
    christchurch, dakar, dar es salaam, douala, durban, fez, gold coast, harare, hobart, ibadan, johannesburg, kampala, khartoum, kigali,
    kinshasa, kumasi, luanda, lusaka, maputo, marrakech, marrakesh, mombasa, oran, perth, port harcourt, port louis, pretoria,
    rabat, sfax, stellenbosch, tangier, tripoli, tunis, wellington, windhoek, yaounde
"""
CITIES = frozenset(
    " ".join(city.split())
    for cities in (_EUROPE, _AMERICAS, _ASIA, _AFRICA_AND_OCEANIA)
    for city in cities.split(",")
)
