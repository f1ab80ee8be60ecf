"""Names of well-known places, so that a bare city is not taken for an employer."""

_STATES_TEXT = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI
SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB NSW VIC QLD UK USA US UAE EU
"""
STATES = frozenset(_STATES_TEXT.split())
_PLACES_TEXT = """
united states|united states of america|united kingdom|england|scotland|wales|northern ireland|ireland|germany|
deutschland|france|spain|españa|italy|italia|portugal|brazil|brasil|mexico|méxico|canada|australia|new zealand|
india|china|japan|korea|south korea|singapore|malaysia|indonesia|philippines|vietnam|thailand|pakistan|bangladesh|
sri lanka|nepal|nigeria|kenya|ghana|south africa|egypt|morocco|tunisia|israel|turkey|türkiye|greece|poland|polska|
czech republic|czechia|slovakia|hungary|romania|bulgaria|serbia|croatia|slovenia|austria|österreich|switzerland|
schweiz|netherlands|the netherlands|belgium|luxembourg|denmark|norway|sweden|finland|iceland|estonia|latvia|
lithuania|ukraine|russia|argentina|chile|colombia|peru|uruguay|venezuela|ecuador|saudi arabia|qatar|
united arab emirates|dubai|hong kong|taiwan|california|texas|new york|florida|massachusetts|washington|illinois|
oregon|georgia|ohio|virginia|colorado|arizona|michigan|pennsylvania|north carolina|minnesota|ontario|quebec|
british columbia|bavaria|london|berlin|munich|paris|madrid|barcelona|amsterdam|dublin|toronto|vancouver|sydney|
melbourne|bangalore|bengaluru|mumbai|delhi|new delhi|hyderabad|chennai|pune|tokyo|seattle|boston|chicago|austin|
san francisco|los angeles|denver|atlanta|portland|zurich|zürich|vienna|wien|warsaw|prague|stockholm|oslo|copenhagen|
helsinki|lisbon|milan|rome|hamburg|frankfurt|cologne|manchester|edinburgh|valencia|seville|sevilla|bilbao|lyon|
marseille|toulouse|lille|nantes|turin|torino|naples|bologna|florence|porto|kraków|krakow|wrocław|gdańsk|poznań|łódź|
warszawa|brno|budapest|bucharest|sofia|athens|belgrade|zagreb|ljubljana|bratislava|kyiv|lviv|tallinn|riga|vilnius|
gothenburg|malmö|bergen|aarhus|rotterdam|utrecht|eindhoven|the hague|antwerp|ghent|brussels|geneva|basel|bern|
lausanne|stuttgart|düsseldorf|leipzig|dresden|hanover|nuremberg|bremen|essen|dortmund|graz|salzburg|leeds|liverpool|
birmingham|bristol|sheffield|newcastle|nottingham|cardiff|belfast|glasgow|cork|galway|cambridge|oxford|brighton|
oakland|san jose|san diego|sacramento|palo alto|mountain view|menlo park|sunnyvale|cupertino|redmond|houston|dallas|
philadelphia|pittsburgh|baltimore|minneapolis|detroit|cleveland|columbus|nashville|charlotte|raleigh|miami|tampa|
orlando|phoenix|las vegas|salt lake city|kansas city|st. louis|new orleans|brooklyn|montreal|calgary|ottawa|
brisbane|perth|adelaide|auckland|wellington|kolkata|ahmedabad|noida|gurgaon|gurugram|jaipur|kochi|colombo|dhaka|
karachi|lahore|islamabad|kathmandu|osaka|kyoto|seoul|taipei|kuala lumpur|ho chi minh city|doha|riyadh|abu dhabi|
accra|kampala|johannesburg|cape town|casablanca|mexico city|monterrey|medellín|quito|caracas|rio de janeiro|
shanghai|beijing|shenzhen|manila|jakarta|bangkok|hanoi|lagos|nairobi|cairo|istanbul|tel aviv|buenos aires|santiago|
bogotá|lima|são paulo|aberdeen|bath|exeter|york|norwich|swansea|limerick|waterford|granada|málaga|zaragoza|murcia|
palermo|bari|catania|bordeaux|nice|strasbourg|rennes|montpellier|grenoble|coimbra|braga|linz|innsbruck|winterthur|
luzern|lucerne|delft|leiden|groningen|haarlem|leuven|liège|odense|aalborg|trondheim|stavanger|uppsala|tampere|turku|
espoo|szczecin|lublin|katowice|bydgoszcz|ostrava|plzeň|debrecen|cluj-napoca|timișoara|iași|varna|plovdiv|
thessaloniki|novi sad|split|maribor|košice|kharkiv|odesa|minsk|moscow|saint petersburg|tbilisi|yerevan|baku|almaty|
ankara|izmir|haifa|beirut|amman|jeddah|muscat|kuwait city|manama|addis ababa|dar es salaam|dakar|abidjan|tunis|
algiers|rabat|lusaka|harare|windhoek|durban|pretoria|guadalajara|puebla|tijuana|cali|barranquilla|guayaquil|córdoba|
rosario|montevideo|asunción|la paz|brasília|belo horizonte|porto alegre|curitiba|recife|salvador|fortaleza|edmonton|
winnipeg|quebec city|halifax|victoria|hobart|canberra|christchurch|nagoya|fukuoka|sapporo|yokohama|busan|guangzhou|
hangzhou|chengdu|wuhan|nanjing|cebu|davao|surabaya|bandung|penang|chiang mai|da nang|yangon|phnom penh|indore|
nagpur|lucknow|chandigarh|coimbatore|thiruvananthapuram|vadodara|surat|bhopal|mysore|patna|faisalabad|rawalpindi|
chittagong|kandy|
münchen|köln|nürnberg|hannover|milano|roma|firenze|napoli|venezia|genova|torino|lisboa|coímbra|genève|bruxelles|
brussel|gent|antwerpen|den haag|'s-hertogenbosch|tilburg|breda|nijmegen|almere|praha|wien|zaragoza|la coruña|
a coruña|vigo|alicante|las palmas|palma de mallorca|san sebastián|pamplona|valladolid|oviedo|gijón|santander|
allemagne|espagne|italie|royaume-uni|états-unis|suisse|belgique|maroc|tunisie|sénégal|canadá|estados unidos|
reino unido|alemania|francia|países bajos|suiza|bélgica|alemanha|frança|espanha|itália|suíça|países baixos|
reino unido|estados unidos da américa|frankreich|italien|spanien|niederlande|belgien|polen|vereinigtes königreich|
großbritannien|usa|germania|regno unito|svizzera|paesi bassi|stati uniti|nederland|belgië|duitsland|bolivia|paraguay|
costa rica|panamá|panama|guatemala|honduras|el salvador|nicaragua|república dominicana|puerto rico|cuba|angola|
moçambique|ethiopia|uganda|tanzania|rwanda|zimbabwe|zambia|cameroon|côte d'ivoire|algeria|algérie|jordan|lebanon|
iraq|iran|kuwait|bahrain|oman|kazakhstan|uzbekistan|georgia|armenia|azerbaijan|belarus|moldova|lithuania|cyprus|
malta|u.s.|u.s.a.|u.k.|uae|usa|uk|nyc|new jersey|maryland|wisconsin|indiana|tennessee|missouri|utah|nevada|
connecticut|iowa|kansas|kentucky|louisiana|alabama|oklahoma|south carolina|arkansas|mississippi|new mexico|nebraska|
idaho|hawaii|maine|new hampshire|rhode island|montana|delaware|south dakota|north dakota|alaska|vermont|wyoming|
west virginia|alberta|manitoba|nova scotia|new brunswick|saskatchewan|hessen|sachsen|baden-württemberg|
nordrhein-westfalen|niedersachsen|bayern|île-de-france|bretagne|normandie|occitanie|andalucía|cataluña|catalunya|
galicia|país vasco|euskadi|comunidad de madrid|maharashtra|karnataka|tamil nadu|kerala|telangana|gujarat|
uttar pradesh|west bengal|rajasthan|haryana|punjab|andhra pradesh|new south wales|queensland|santa clara|berkeley|
stanford|ann arbor|madison|durham|chapel hill|princeton|new haven|ithaca|irvine|santa monica|santa barbara|pasadena|
bellevue|boulder|san mateo|redwood city|fremont|long beach|fort worth|san antonio|el paso|jacksonville|
indianapolis|milwaukee|omaha|tulsa|memphis|louisville|richmond|norfolk|arlington|alexandria|cincinnati|st. paul|
buffalo|rochester|hartford|providence|newark|jersey city|queens|bronx|manhattan|waterloo|mississauga|kingston|
leicester|coventry|southampton|portsmouth|reading|milton keynes|luton|derby|plymouth|dundee|inverness|bournemouth|
augsburg|karlsruhe|mannheim|heidelberg|freiburg|bonn|münster|bielefeld|wuppertal|bochum|duisburg|darmstadt|mainz|
wiesbaden|kiel|lübeck|rostock|potsdam|magdeburg|erfurt|jena|aachen|ulm|regensburg|würzburg|nice|angers|dijon|reims|
le havre|saint-étienne|toulon|brest|clermont-ferrand|nancy|metz|tours|orléans|rouen|caen|campinas|florianópolis|
goiânia|manaus|belém|vitória|natal|joão pessoa|são josé dos campos|ribeirão preto|santos|uberlândia|aveiro|faro|
setúbal|funchal|évora|viseu|leiria|chongqing|tianjin|xi'an|suzhou|qingdao|dalian|xiamen|changsha|harbin|ningbo|
san josé|
ciudad de méxico|cdmx|la habana|san juan|santo domingo|tegucigalpa|managua|san salvador|montréal|québec|trois-rivières
"""
PLACES = frozenset(name.strip() for name in _PLACES_TEXT.replace("\n", "").split("|"))
"""Countries, regions and cities, in lower case."""
_REGIONS_TEXT = """
united states|united states of america|united kingdom|england|scotland|wales|northern ireland|ireland|germany|
deutschland|france|spain|españa|italy|italia|portugal|brazil|brasil|mexico|méxico|canada|australia|new zealand|
india|china|japan|korea|south korea|singapore|malaysia|indonesia|philippines|vietnam|thailand|pakistan|
bangladesh|sri lanka|nepal|nigeria|kenya|ghana|south africa|egypt|morocco|tunisia|israel|turkey|türkiye|greece|
poland|polska|czech republic|czechia|slovakia|hungary|romania|bulgaria|serbia|croatia|slovenia|austria|
österreich|switzerland|schweiz|netherlands|the netherlands|belgium|luxembourg|denmark|norway|sweden|finland|
iceland|estonia|latvia|lithuania|ukraine|russia|argentina|chile|colombia|peru|uruguay|venezuela|ecuador|
saudi arabia|qatar|united arab emirates|hong kong|taiwan|california|texas|new york|florida|massachusetts|
washington|illinois|oregon|georgia|ohio|virginia|colorado|arizona|michigan|pennsylvania|north carolina|
minnesota|ontario|quebec|british columbia|bavaria|allemagne|espagne|italie|royaume-uni|états-unis|suisse|
belgique|maroc|tunisie|sénégal|canadá|estados unidos|reino unido|alemania|francia|países bajos|suiza|bélgica|
alemanha|frança|espanha|itália|suíça|países baixos|estados unidos da américa|frankreich|italien|spanien|
niederlande|belgien|polen|vereinigtes königreich|großbritannien|usa|germania|regno unito|svizzera|paesi bassi|
stati uniti|nederland|belgië|duitsland|bolivia|paraguay|costa rica|panamá|panama|guatemala|honduras|
el salvador|nicaragua|república dominicana|puerto rico|cuba|angola|moçambique|ethiopia|uganda|tanzania|rwanda|
zimbabwe|zambia|cameroon|côte d'ivoire|algeria|algérie|jordan|lebanon|iraq|iran|kuwait|bahrain|oman|kazakhstan|
uzbekistan|armenia|azerbaijan|belarus|moldova|cyprus|malta|u.s.|u.s.a.|u.k.|uae|uk|new jersey|maryland|
wisconsin|indiana|tennessee|missouri|utah|nevada|connecticut|iowa|kansas|kentucky|louisiana|alabama|oklahoma|
south carolina|arkansas|mississippi|new mexico|nebraska|idaho|hawaii|maine|new hampshire|rhode island|montana|
delaware|south dakota|north dakota|alaska|vermont|wyoming|west virginia|alberta|manitoba|nova scotia|
new brunswick|saskatchewan|hessen|sachsen|baden-württemberg|nordrhein-westfalen|niedersachsen|bayern|
île-de-france|bretagne|normandie|occitanie|andalucía|cataluña|catalunya|galicia|país vasco|euskadi|
comunidad de madrid|maharashtra|karnataka|tamil nadu|kerala|telangana|gujarat|uttar pradesh|west bengal|
rajasthan|haryana|punjab|andhra pradesh|new south wales|queensland
"""
REGIONS = frozenset(name.strip() for name in _REGIONS_TEXT.replace("\n", "").split("|"))
"""Countries and states: what stands behind a city."""
