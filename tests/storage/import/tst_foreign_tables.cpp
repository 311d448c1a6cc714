// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/cell_values.h"
#include "storage/import/csv_table.h"
#include "storage/import/kinds.h"
#include "storage/import/sniffer.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

/// Tables as banks of many countries export them, with their headers, dates and amounts; all answers by hand.
class tst_foreign_tables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void statements_data();
    void statements();
    void summariesAboveStatements_data();
    void summariesAboveStatements();
    void headerKeys();
    void days_data();
    void days();
    void amountsWithCodes();
    void amountsWithOtherCodes();
    void dashes();
    void guardedCells();
    void currencyUnderValuta();
    void pendingWords();
    void paymentAndItsReturn();
    void headersLearntSince();
    void ledgers();
    void emptyLinesAboveTheHeader();
    void tooWide();
};

namespace {

Result<KindRead> statement(const std::string& text, KindOptions options = {})
{
    return readKind(ImportKind::Statement, asBytes(text), options);
}

/// "2026-09-30 -1250 SHOP | …"
std::string linesOf(const KindRead& read)
{
    std::string out;
    const auto* amounts = read.table.money("amount");
    const auto* days = read.table.days("entry_date");
    const auto* texts = read.table.text("description");
    for (std::size_t r = 0; r < read.table.rows(); ++r)
        out += (r > 0 ? " | " : "") + days->at(r)->iso() + " " + std::to_string(amounts->minor[r]) + " " + std::string(texts->at(r));
    return out;
}

} // namespace

void tst_foreign_tables::statements_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("currency");
    const auto row = [](const char* name, const char* text, const char* lines, const char* currency = "") {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(lines) << QString::fromUtf8(currency);
    };
    row("Polish", "\"Data operacji\",\"Data waluty\",\"Kwota\",\"Waluta\",\"Saldo po transakcji\",\"Opis transakcji\"\n2026-09-30,2026-09-29,-45.30,PLN,+954.70,Sklep\n",
        "2026-09-30 -4530 Sklep", "PLN");
    row("Czech", "Datum zaúčtování;Částka;Měna;Zpráva pro příjemce\n30.09.2026;-1 234,50;CZK;Děkuji\n", "2026-09-30 -123450 Děkuji", "CZK");
    row("Czech in capitals", "DATUM ZAÚČTOVÁNÍ;ČÁSTKA;MĚNA;POPIS\n30.09.2026;5,00;CZK;x\n", "2026-09-30 500 x", "CZK");
    row("Norwegian", "Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n30.09.2026;Varekjøp;30.09.2026;1 234,56;\n29.09.2026;Lønn;29.09.2026;;20 000,00\n",
        "2026-09-30 -123456 Varekjøp | 2026-09-29 2000000 Lønn");
    row("Swedish", "Reskontradatum;Transaktionsdatum;Text;Belopp;Saldo\n2026-09-30;2026-09-28;ICA;-119,00;881,00\n", "2026-09-30 -11900 ICA");
    row("Finnish", "Kirjauspäivä;Maksupäivä;Summa;Saaja/Maksaja\n30.09.2026;30.09.2026;-12,34;K-Market\n", "2026-09-30 -1234 K-Market");
    row("Italian", "Data contabile;Data valuta;Descrizione;Dare;Avere;Divisa\n30/09/2026;30/09/2026;POS;12,34;;EUR\n29/09/2026;29/09/2026;BONIFICO;;1.000,00;EUR\n",
        "2026-09-30 -1234 POS | 2026-09-29 100000 BONIFICO", "EUR");
    row("Spanish", "F. Contable;F. Valor;Concepto;Importe;Saldo;Divisa\n30/09/2026;30/09/2026;RECIBO;-12,34;987,66;EUR\n", "2026-09-30 -1234 RECIBO", "EUR");
    row("Brazilian", "Data;Histórico;Docto.;Crédito (R$);Débito (R$);Saldo (R$)\n30/09/2026;PIX;1;;-1.234,56;8.765,44\n29/09/2026;TED;2;10.000,00;;10.000,00\n",
        "2026-09-30 -123456 PIX | 2026-09-29 1000000 TED");
    row("Portuguese", "Data Lanc.;Data Valor;Descrição;Valor;Saldo\n30-09-2026;30-09-2026;COMPRA;-12,34;987,66\n", "2026-09-30 -1234 COMPRA");
    row("Russian", "Дата операции;Описание;Дебет;Кредит;Остаток\n30.09.2026;Оплата;1 234,56;;8 765,44\n29.09.2026;Зачисление;;10 000,00;10 000,00\n",
        "2026-09-30 -123456 Оплата | 2026-09-29 1000000 Зачисление");
    row("Indian", "Txn Date\tValue Date\tDescription\tRef No./Cheque No.\tDebit\tCredit\tBalance\n30 Sep 2026\t30 Sep 2026\tUPI\t1\t12,34,567.89\t\t1.00\n",
        "2026-09-30 -123456789 UPI");
    row("British", "Date, Type, Description, Value, Balance\n30/09/2026,POS,SHOP,-12.50,987.50\n", "2026-09-30 -1250 SHOP");
}

void tst_foreign_tables::statements()
{
    QFETCH(QString, text);
    const auto read = statement(text.toStdString());
    VERIFY_OK(read);
    QTEST(QString::fromStdString(linesOf(*read)), "lines");
    QTEST(QString::fromStdString(read->currency), "currency");
    QCOMPARE(read->report.rejectedRows, std::uint64_t(0));
}

void tst_foreign_tables::summariesAboveStatements_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("lines");
    QTest::newRow("German") << QStringLiteral("\"Girokonto\";\"DE12\"\n\"Zeitraum:\";\"01.09.2026 - 30.09.2026\"\n\"Kontostand:\";\"1.234,56 €\"\n\"\"\n"
                                              "\"Buchungsdatum\";\"Wertstellung\";\"Status\";\"Verwendungszweck\";\"Betrag (€)\"\n"
                                              "\"30.09.26\";\"30.09.26\";\"Gebucht\";\"RE 1\";\"-1.012,34 €\"\n\"29.09.26\";\"29.09.26\";\"Gebucht\";\"x\";\"2.000 €\"\n")
                            << "2026-09-30 -101234 RE 1 | 2026-09-29 200000 x";
    QTest::newRow("Swiss, guarded") << QStringLiteral("Datum von:;=\"01.09.2026\"\nKonto:;=\"CH00\"\nWährung:;=\"CHF\"\n\nDatum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;"
                                                      "Lastschrift in CHF;Label\n30.09.2026;Lastschrift;KAUF;;-45.30;\n29.09.2026;Gutschrift;ZAHLUNG;1'000;;\n\nDisclaimer:\nKein Dokument der Bank.\n")
                                    << "2026-09-30 -4530 KAUF | 2026-09-29 100000 ZAHLUNG";
    // "Date" above the table names what is required, but no money.
    QTest::newRow("French") << QStringLiteral("Numéro Compte;X\nDate;30/09/2026\nSolde (EUROS);1337,00\n\nDate;Libellé;Montant(EUROS)\n30/09/2026;ACHAT;-13,00\n29/09/2026;VIR;50,00\n")
                            << "2026-09-30 -1300 ACHAT | 2026-09-29 5000 VIR";
    QTest::newRow("Polish, one line") << QStringLiteral("mBank;\nKlient;\nJAN;\n\n#Data operacji;#Opis operacji;#Kwota;#Saldo po operacji;\n2026-09-30;ZAKUP;-1 234,56;8 765,44;\n")
                                      << "2026-09-30 -123456 ZAKUP";
}

void tst_foreign_tables::summariesAboveStatements()
{
    QFETCH(QString, text);
    const std::string bytes = text.toStdString();
    QCOMPARE(sniffFormat(asBytes(bytes)), FileFormat::Csv);
    const auto read = statement(bytes);
    VERIFY_OK(read);
    QTEST(QString::fromStdString(linesOf(*read)), "lines");
}

void tst_foreign_tables::headerKeys()
{
    COMPARE_STR(headerKey("Částka"), headerKey("ČÁSTKA"));
    COMPARE_STR(headerKey("Дата операции"), headerKey("ДАТА ОПЕРАЦИИ"));
    COMPARE_STR(headerKey("Wpływy"), headerKey("WPŁYWY"));
    COMPARE_STR(headerKey("Ωμέγα"), headerKey("ωμέγα"));
    COMPARE_STR(headerKey("\xEF\xBB\xBF\xC2\xA0" "Amount\xE2\x80\x8B\xC2\xA0"), "amount");
    QVERIFY(headerKey("ÿ") == "ÿ" && headerKey("ſ") == "ſ" && headerKey("ŉ") == "ŉ" && headerKey("Ž") == "ž");
}

void tst_foreign_tables::days_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("day");
    const auto row = [](const char* text, const char* day) { QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(day); };
    row("30 giugno 2026", "2026-06-30");
    row("1 lug 2026", "2026-07-01");
    row("2 gennaio 2026", "2026-01-02");
    row("3 settembre 2026", "2026-09-03");
    row("4 ottobre 2026", "2026-10-04");
    row("30. maj 2026", "2026-05-30");
    row("2. des. 2026", "2026-12-02");
    row("1 out 2026", "2026-10-01");
    row("5 paź 2026", "2026-10-05");
    row("Wed, 30 Sep 2026", "2026-09-30");
    row("Wednesday 30/09/2026", "2026-09-30");
    row("Mi. 30.09.2026", "2026-09-30");
    row("lundi 28/09/2026", "2026-09-28");
    row("2026年9月30日", "2026-09-30");
    row("30 Sep 2026", "2026-09-30");
    row("2026-09-30\u00A0", "2026-09-30");
    row("Total 30/09/2026", "");
    row("Mittel 5", "");
    row("2026年9月", "");
    row("2026年13月1日", "");
}

void tst_foreign_tables::days()
{
    QFETCH(QString, text);
    const auto day = parseDay(text.toStdString(), DateOrder::DayFirst);
    QTEST(day ? QString::fromStdString(day->iso()) : QString(), "day");
}

void tst_foreign_tables::amountsWithCodes()
{
    const auto behind = statement("Date;Description;Amount\n30/09/2026;a;-1.234,56 EUR\n29/09/2026;b;10.000,00 EUR\n28/09/2026;c;5,00\n");
    VERIFY_OK(behind);
    COMPARE_STR(linesOf(*behind), "2026-09-30 -123456 a | 2026-09-29 1000000 b | 2026-09-28 500 c");
    COMPARE_STR(behind->currency, "EUR");
    const auto before = statement("Date,Description,Amount\n2026-09-30,a,JPY -1234\n2026-09-29,b,JPY 500\n");
    VERIFY_OK(before);
    COMPARE_STR(linesOf(*before), "2026-09-30 -1234 a | 2026-09-29 500 b");
    COMPARE_STR(before->currency, "JPY");
    COMPARE_STR(std::string(currencyCodeOf("EUR1")), "EUR");
    COMPARE_STR(std::string(currencyCodeOf("REF EUR")), "");
    COMPARE_STR(std::string(currencyCodeOf("ABCD1")), "");
}

/// Amounts of several currencies, or of another one than the file is said to be in, are no amounts.
void tst_foreign_tables::amountsWithOtherCodes()
{
    const std::string mixed = "Date,Description,Amount\n2026-09-30,a,EUR 1.00\n2026-09-29,b,USD 2.00\n2026-09-28,c,3.00\n";
    const auto read = statement(mixed);
    VERIFY_OK(read);
    COMPARE_STR(linesOf(*read), "2026-09-28 300 c");
    QCOMPARE(read->report.rejectedRows, std::uint64_t(2));
    KindOptions dollars;
    dollars.currency = "USD";
    const auto other = statement("Date,Description,Amount\n2026-09-30,a,EUR 1.00\n2026-09-28,c,3.00\n", dollars);
    VERIFY_OK(other);
    QCOMPARE(other->report.rejectedRows, std::uint64_t(1));
}

void tst_foreign_tables::dashes()
{
    QCOMPARE(parseCellMoney("–5.00", 2, '.').value_or(0), std::int64_t(-500));
    QCOMPARE(parseCellMoney("−5.00", 2, '.').value_or(0), std::int64_t(-500));
    QCOMPARE(parseCellMoney("5,00–", 2, ',').value_or(0), std::int64_t(-500));
    QVERIFY(!parseCellMoney("5–6", 2, '.').has_value());
    QVERIFY(!parseCellMoney("–", 2, '.').has_value());
}

/// ="00123" keeps a spreadsheet from making numbers of texts.
void tst_foreign_tables::guardedCells()
{
    const auto read = statement("Date,Description,Amount\n=\"2026-09-30\",=\"00123\",=\"-12.50\"\n2026-09-29,\"=\"\"7\"\"\",1.00\n");
    VERIFY_OK(read);
    COMPARE_STR(linesOf(*read), "2026-09-30 -1250 00123 | 2026-09-29 100 7");
    COMPARE_STR(std::string(wrappedText("=\"a\"&\"b\"")), "");
    COMPARE_STR(std::string(wrappedText("=\"\"")), "");
    KindOptions asWritten;
    asWritten.table.asShown = false;
    const auto before = statement("Date,Description,Amount\n2026-09-29,=\"7\",1.00\n", asWritten);
    VERIFY_OK(before);
    COMPARE_STR(linesOf(*before), "2026-09-29 100 =\"7\"");
}

void tst_foreign_tables::currencyUnderValuta()
{
    const auto danish = statement("Bogføringsdato;Beløb;Beskrivelse;Saldo;Valuta\n2026/09/30;-1.234,56;Køb;8.765,44;DKK\n");
    VERIFY_OK(danish);
    COMPARE_STR(linesOf(*danish), "2026-09-30 -123456 Køb");
    COMPARE_STR(danish->currency, "DKK");
    const auto german = statement("Buchung;Valuta;Betrag;Text\n30.09.2026;01.10.2026;-5,00;x\n");
    VERIFY_OK(german);
    COMPARE_STR(german->table.days("value_date")->at(0)->iso(), "2026-10-01");
}

void tst_foreign_tables::pendingWords()
{
    const auto read = statement("Buchungstag;Betrag;Verwendungszweck;Info\n30.09.26;1.500,00;a;Umsatz gebucht\n30.09.26;-3,10;b;Umsatz vorgemerkt\n");
    VERIFY_OK(read);
    COMPARE_STR(linesOf(*read), "2026-09-30 150000 a");
    const auto danish = statement("Dato;Tekst;Beløb;Status\n30.09.2026;Netto;-45,50;Udført\n01.10.2026;PBS;-5,00;Venter\n");
    VERIFY_OK(danish);
    COMPARE_STR(linesOf(*danish), "2026-09-30 -4550 Netto");
}

/// A payment and its return keep the running balance either way round; the days tell that the newest stands first.
void tst_foreign_tables::paymentAndItsReturn()
{
    const auto down = statement("Date,Amount,Balance,Description\n2026-09-30,-25.50,1000.00,a\n2026-09-29,25.50,1025.50,b\n");
    VERIFY_OK(down);
    QCOMPARE(down->opening.value_or(0), std::int64_t(100000));
    QCOMPARE(down->closing.value_or(0), std::int64_t(100000));
    const auto up = statement("Date,Amount,Balance,Description\n2026-09-29,-25.50,1000.00,a\n2026-09-30,25.50,1025.50,b\n");
    VERIFY_OK(up);
    QCOMPARE(up->opening.value_or(0), std::int64_t(102550));
    QCOMPARE(up->closing.value_or(0), std::int64_t(102550));
}

/// A file read as a program did that did not know a header yet.
void tst_foreign_tables::headersLearntSince()
{
    KindOptions then;
    then.table.map = {{"description", kLeaveOut}, {"currency", kLeaveOut}};
    const auto read = statement("Datum;Belopp;Tekst;Waluta\n2026-09-30;5,00;x;PLN\n", then);
    VERIFY_OK(read);
    COMPARE_STR(linesOf(*read), "2026-09-30 500 ");
    COMPARE_STR(read->currency, "");
}

/// The export of entries that French law prescribes (LPF A47 A-1), and a German trial balance.
void tst_foreign_tables::ledgers()
{
    const std::string fec = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|"
                            "Montantdevise|Idevise\nVE|Ventes|1|20260930|411000|Clients|C1|ACME|F1|20260930|Facture 1|120,00|0,00|||20260930||\nVE|Ventes|1|20260930|707000|Ventes|||F1|20260930|"
                            "Facture 1|0,00|120,00|||20260930||\n";
    const auto gl = readKind(ImportKind::Gl, asBytes(fec), {});
    VERIFY_OK(gl);
    QCOMPARE(gl->table.rows(), std::size_t(2));
    COMPARE_STR(std::string(gl->table.text("account")->at(0)), "411000");
    QCOMPARE(gl->table.money("amount")->minor[0], std::int64_t(12000));
    QCOMPARE(gl->table.money("amount")->minor[1], std::int64_t(-12000));
    const auto tb = readKind(ImportKind::Tb, asBytes(std::string("Sachkonto;Kontobezeichnung;Saldo\n1000;Kasse;1.234,50\n2000;Bank;-1.234,50\n")), {});
    VERIFY_OK(tb);
    COMPARE_STR(std::string(tb->table.text("account_name")->at(0)), "Kasse");
    QCOMPARE(tb->table.money("balance")->minor[1], std::int64_t(-123450));
}

/// Empty lines are no preamble: a sheet may begin far down.
void tst_foreign_tables::emptyLinesAboveTheHeader()
{
    const auto read = statement(std::string(39, '\n') + "Date,Description,Amount\n2026-09-30,a,6.00\n");
    VERIFY_OK(read);
    COMPARE_STR(linesOf(*read), "2026-09-30 600 a");
    QVERIFY(read->report.conserved());
}

void tst_foreign_tables::tooWide()
{
    std::string wide = "Date,Description,Amount";
    for (int i = 0; i < 60'000; ++i)
        wide += ",x";
    QVERIFY(formatOf(asBytes(wide)).error().is(kImportTooWide));
    QVERIFY(formatOf(asBytes("Bank\n\n" + wide)).error().is(kImportTooWide));
    QVERIFY(formatOf(asBytes(wide.substr(0, 60'000))).has_value());
}

OXSEAL_TEST_CLASS(tst_foreign_tables);
#include "tst_foreign_tables.moc"
