"""First names that are common in Poland, folded: by them a list of people is told from a list of places."""

FIRST_NAMES = frozenset(
    name
    for line in (
        "ada adam adrian adrianna agata agnieszka albert aleksander aleksandra alicja alina amelia anastazja andrzej",
        "aneta angelika anita anna antoni antonina arkadiusz artur barbara bartlomiej bartosz beata blanka blazej",
        "bogdan bogumil bogumila boguslaw boguslawa bozena bronislaw bronislawa cecylia celina cezary czeslaw czeslawa",
        "damian daniel daniela danuta daria dariusz dawid diana dominik dominika donata dorota edward edyta eleonora",
        "eliza elzbieta emil emilia ernest eugenia eugeniusz ewa ewelina fabian felicja feliks filip franciszek",
        "franciszka gabriel gabriela genowefa gerard grazyna grzegorz halina hanna helena henryk henryka hubert ida",
        "ignacy iga igor ilona irena ireneusz iwona iza izabela jacek jadwiga jagoda jakub jan janina janusz jaroslaw",
        "jerzy joachim joanna jolanta jozef jozefa judyta julia julian julianna juliusz justyna kacper kaja kajetan kamil",
        "kamila karina karol karolina katarzyna kazimiera kazimierz kinga klara klaudia konrad kornelia krystian krystyna",
        "krzysztof ksawery laura lech lena leokadia leon leonard leszek lidia liliana lucja lucjan lucyna ludwik ludwika",
        "lukasz maciej magdalena maja maksymilian malgorzata malwina marcel marcelina marcin marek maria marian marianna",
        "mariola mariusz marlena marta martyna maryla marzanna marzena mateusz matylda michal michalina mieczyslaw",
        "mieczyslawa mikolaj milena milosz miroslaw miroslawa monika natalia natasza nikodem nikola nina norbert oksana",
        "oleksandr olena olga oliwia oliwier oskar otylia patrycja patryk paulina pawel pelagia piotr pola przemyslaw",
        "rafal regina remigiusz renata robert roman romana romuald roza rozalia ryszard ryszarda sabina samuel sandra",
        "sebastian sergiusz seweryn slawomir sonia stanislaw stanislawa stefan stefania stella sylwester sylwia szczepan",
        "szymon tadeusz tamara tatiana teodor teresa tomasz tymon tymoteusz urszula waclaw waclawa waldemar walentyna",
        "walerian wanda weronika wieslaw wieslawa wiktor wiktoria wincenty wioletta wit witold wladyslaw wladyslawa",
        "wlodzimierz wojciech wojtek zbigniew zdzislaw zdzislawa zenon zofia zuzanna zygmunt zyta",
    )
    for name in line.split()
)
