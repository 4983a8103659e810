"""The customers: invented people in their own scripts, at invented addresses in the form of their countries.

Telephone numbers come from ranges kept free for fiction; where a country has none, there is no number.
"""

from __future__ import annotations

from typing import NamedTuple


class Person(NamedTuple):
    """`key` is the name part of the e-mail address; `region` a code as Shopify has it, `region_name` its name."""

    key: str
    name: str
    street: str
    city: str
    postcode: str
    country: str
    street2: str = ""
    region: str = ""
    region_name: str = ""
    company: str = ""
    phone: str = ""


NORTHFIELD_PEOPLE = (
    Person(
        "sean.ofathaigh",
        "Seán Ó Fathaigh",
        "3 Sráid na Fuiseoige",
        "Gaillimh",
        "H91 0X1A",
        "IE",
        region="G",
        region_name="Galway",
    ),
    Person("elodie.vasselin", "Élodie Vasselin-Lenoët", "18 bis, rue des Trois Hérons", "Angoulême", "16000", "FR"),
    Person(
        "eleftheria.p",
        "Ελευθερία Παπαγεωργάκη",
        "Οδός Κερασιάς 27",
        "Θεσσαλονίκη",
        "546 22",
        "GR",
        street2="3ος όροφος",
    ),
    Person("lucja.zolkiewna", "Łucja Żółkiewna-Dąb", "ul. Źródlana 9 m. 14", "Łódź", "90-001", "PL"),
    Person(
        "caoimhe.niceoin",
        "Caoimhe Nic Eoin",
        "Apt 12, The Granary",
        "Cork",
        "T12 0X2B",
        "IE",
        street2="Heron Quay",
        region="CO",
        region_name="Cork",
    ),
    Person(
        "inigo.ibanez",
        "Íñigo Ibáñez Peñarrubia",
        "Calle del Níspero 41, 2.º B",
        "Logroño",
        "26001",
        "ES",
        region="LO",
        region_name="La Rioja",
    ),
    Person(
        "layla.m",
        "ليلى المنصورية",
        "شارع النخيل الأزرق 14",
        "دبي",
        "",
        "AE",
        street2="برج الياسمين، شقة 903",
        region="DU",
        region_name="دبي",
    ),
    Person(
        "tadhg.os",
        "Tadhg Ó Súileabháinín",
        "Teach na Coille",
        "Trá Lí",
        "V92 0X3C",
        "IE",
        street2="Bóthar an Locha",
        region="KY",
        region_name="Kerry",
    ),
    Person(
        "nikos.th", "Νικόλαος Θεοδωρόγλου", "Λεωφόρος Ηλιανθών 108", "Πάτρα", "262 21", "GR", company="Καφέ «Το Κύμα»"
    ),
    Person(
        "nguyen.hd",
        "Nguyễn Thị Hồng Đào",
        "Số 7, ngõ 15, đường Hoa Sữa",
        "Huế",
        "530000",
        "VN",
        street2="Phường Vĩnh Ninh",
    ),
    Person(
        "grainne.mg",
        "Gráinne Mac Giolla Bháin",
        "1 Cnoc na Gaoithe",
        "Letterkenny",
        "F92 0X4D",
        "IE",
        region="DL",
        region_name="Donegal",
        phone="+353 20 910 0177",
    ),
    Person(
        "aoife.nb",
        "Aoife Ní Bhraonáinín",
        "22 Sráid an Mhuilinn",
        "Dublin",
        "D08 0X5E",
        "IE",
        region="D",
        region_name="Dublin",
        phone="+353 20 910 0164",
    ),
    Person("soren.aerobak", "Søren Ærøbak", "Tjørnevænget 5, st. th.", "Århus", "8000", "DK"),
    Person(
        "yusuf.ar",
        "يوسف عبد الرحيم",
        "٢٥ شارع زهرة اللوتس",
        "الإسكندرية",
        "21500",
        "EG",
        street2="الدور الرابع",
        region="ALX",
        region_name="الإسكندرية",
    ),
    Person(
        "ines.magalhoes",
        "Inês Magalhões Conceição",
        "Travessa das Andorinhas, 6, 1.º esq.",
        "Évora",
        "7000-001",
        "PT",
        region="PT-07",
        region_name="Évora",
    ),
)

KITE_PEOPLE = (
    Person("kaethe.groesslein", "Käthe Größlein", "Löwenzahngasse 8", "Weißenfels", "06667", "DE"),
    Person(
        "joerg.muehlbusch",
        "Jörg Mühlbusch",
        "Straße der Störche 17",
        "Köln",
        "50667",
        "DE",
        street2="Hinterhaus",
        phone="+49 30 23125 166",
    ),
    Person(
        "cigdem.akgunes",
        "Çiğdem Akgüneşoğlu",
        "Menekşe Sokağı No: 14, Daire 5",
        "Kadıköy",
        "34710",
        "TR",
        street2="Bahçeşehir Apartmanı",
        region="TR-34",
        region_name="İstanbul",
    ),
    Person(
        "oksana.v",
        "Оксана Верболозова",
        "вул. Ластівчина, буд. 11, кв. 42",
        "Львів",
        "79000",
        "UA",
        region_name="Львівська область",
    ),
    Person(
        "minori.h",
        "星野原 みのり",
        "ひまわり台3丁目4番5号",
        "横浜市青葉区",
        "225-0000",
        "JP",
        street2="メゾン月見 201号室",
        region="JP-14",
        region_name="神奈川県",
    ),
    Person("bjoern.weisshaupt", "Björn Weißhäupel", "Am Drachenhügel 2a", "Görlitz", "02826", "DE"),
    Person("wojciech.sg", "Wojciech Śliwoń-Gąskowski", "ul. Wróbla Ćwirka 3/7", "Poznań", "60-001", "PL"),
    Person(
        "lin.xy",
        "林晓雨荷",
        "银杏路88号梧桐苑3幢502室",
        "杭州市",
        "310000",
        "CN",
        street2="西湖区",
        region="ZJ",
        region_name="浙江省",
    ),
    Person("premysl.rihacek", "Přemysl Říhanec", "Šeříková 21", "Žďár nad Sázavou", "591 01", "CZ"),
    Person(
        "sora.h",
        "한소라별",
        "영통구 은하수로 27, 103동 1204호",
        "수원시",
        "16500",
        "KR",
        region="KR-41",
        region_name="경기도",
    ),
    Person("zhivko.zh", "Живко Желязовски", "ул. „Синчец“ № 6, ет. 2", "Пловдив", "4000", "BG"),
    Person("gyongyver.st", "Szűcstőke Gyöngyvér", "Árvácska köz 10. II/5.", "Győr", "9021", "HU"),
    Person(
        "uemit.yildiz", "Ümit Yıldızcıoğlu", "Teekannenweg 30", "Tübingen", "72070", "DE", company="Teestube Halbmond"
    ),
    Person("zheng.yt", "鄭語彤", "杜鵑花街12巷5號4樓", "大安區", "106", "TW", region="TPE", region_name="台北市"),
)

LUMEN_PEOPLE = (
    Person(
        "imogen.hp", "Imogen Hartwell-Pryde", "14 Inkwell Lane", "Norwich", "NR1 0ZZ", "GB", phone="+44 7700 900118"
    ),
    Person("noa.b", "נועה ברקתי", "רחוב הרקפת 19, דירה 6", "חיפה", "3100001", "IL"),
    Person("rhys.ag", "Rhys ap Gwilymwyn", "Tŷ'r Ysgrifbin", "Aberystwyth", "SY23 0ZZ", "GB", street2="Ffordd y Dŵr"),
    Person("asa.oh", "Åsa Öhrnblad", "Pennstigen 4 A", "Göteborg", "411 01", "SE", phone="+46 31 390 06 33"),
    Person("yuto.k", "霧島田 悠斗", "桜文具町1-2-3", "京都市左京区", "606-0000", "JP", region_name="京都府"),
    Person("morag.mk", "Mòrag NicCoinnichsdottir", "The Old Bindery, 2 Quire Close", "Inverness", "IV1 0ZZ", "GB"),
    Person(
        "jiho.c", "최지호별", "연필로 15, 2층", "해운대구", "48000", "KR", region_name="부산광역시", company="별빛 문구"
    ),
    Person("thordis.aeva", "Þórdís Ævarsdóttir-Lindal", "Blekgata 7", "Akureyri", "600", "IS"),
    Person(
        "amara.o", "Amara Okonedwe-Finch", "Flat 3, 61 Ledger Road", "Leeds", "LS1 0ZZ", "GB", phone="+44 7700 900263"
    ),
    Person("avi.s", "אביגיל סלעית", "שדרות האורנים 8", "ירושלים", "9100001", "IL", street2="כניסה ב׳"),
    Person(
        "tobias.quillon",
        "Tobias Quillonby",
        "Unit 9, Foolscap Works",
        "Sheffield",
        "S1 0ZZ",
        "GB",
        company="Quillonby & Daughters",
        phone="+44 1632 960731",
    ),
)
