// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/iif.h"
#include "storage/import/sniffer.h"
#include "tests/storage/import/bank_files.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

namespace {

const std::string kHeader = "!TRNS\tTRNSID\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO\n!SPL\tSPLID\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO\n!ENDTRNS\n";

std::string leg(const char* row, const char* account, const char* amount, const char* date = "9/30/2026", const char* document = "")
{
    return std::string(row) + "\t1\tCHECK\t" + date + "\t" + account + "\tVendor\t" + amount + "\t" + document + "\t\n";
}

Result<StatementFile> read(const std::string& text, const BankFileOptions& options = {}) { return readIif(asBytes(text), options); }

} // namespace

class tst_iif : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sample();
    void transactions_data();
    void transactions();
    void bothSidesOfOwnAccounts();
    void cells();
    void lists();
    void everyCut();
};

/// linjunpop/riif README: one invoice, 20 − 20 = 0; its second SPL row has no amount.
void tst_iif::sample()
{
    NEED_SAMPLES(folder);
    const auto bytes = test::readFile(*folder / "1-bank/iif/riif-readme.iif");
    QCOMPARE(sniffFormat(asBytes(bytes)), FileFormat::Iif);
    const auto found = read(bytes);
    VERIFY_OK(found);
    COMPARE_STR(test::amountsOf(*found), "Accounts Receivable: 2000");
    COMPARE_STR(test::footingsOf(*found), "not_stated");
    const auto& line = found->statements[0].lines[0];
    COMPARE_STR(line.entryDate->iso(), "1988-08-31");
    COMPARE_STR(line.type, "INVOICE");
    COMPARE_STR(line.reference, "1");
    COMPARE_STR(line.bankReference, "123");
    COMPARE_STR(line.description, "Customer");
    QCOMPARE(line.row, std::uint64_t(4));
    QVERIFY(found->report.conserved() && found->report.rejected.empty());
}

void tst_iif::transactions_data()
{
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("amounts");
    QTest::addColumn<QString>("rejected");
    const auto row = [](const char* name, const std::string& rows, const char* amounts, const char* rejected = "") {
        QTest::newRow(name) << QString::fromStdString(rows) << amounts << rejected;
    };
    const std::string good = leg("TRNS", "Bank", "-10.00") + leg("SPL", "Rent", "10.00") + "ENDTRNS\n";
    row("balanced", good, "Bank: -1000");
    row("three legs", leg("TRNS", "Bank", "-10.00") + leg("SPL", "Rent", "7.50") + leg("SPL", "Tax", "2.50") + "ENDTRNS\n", "Bank: -1000");
    row("off by two cents", leg("TRNS", "Bank", "-10.00") + leg("SPL", "Rent", "10.02") + "ENDTRNS\n" + good, "Bank: -1000", "iif_unbalanced(0.02)@4");
    row("one leg", leg("TRNS", "Bank", "-10.00") + "ENDTRNS\n", "Bank:", "iif_unbalanced(-10.00)@4");
    row("no number", leg("TRNS", "Bank", "-10.00") + leg("SPL", "Rent", "ten") + "ENDTRNS\n" + good, "Bank: -1000", "bad_amount(AMOUNT,ten)@5");
    row("too large", leg("TRNS", "Bank", "92233720368547758.07") + leg("SPL", "Rent", "92233720368547758.07") + "ENDTRNS\n", "Bank:", "iif_unbalanced(?)@4");
    row("no end", leg("TRNS", "Bank", "-10.00") + leg("SPL", "Rent", "10.00") + good, "Bank: -1000", "unfinished_record()@4");
    row("no account", leg("TRNS", "", "-10.00") + leg("SPL", "Rent", "10.00") + "ENDTRNS\n", "", "missing_value(ACCNT)@4");
    row("no date", leg("TRNS", "Bank", "-10.00", "") + leg("SPL", "Rent", "10.00") + "ENDTRNS\n", "Bank:", "missing_value(DATE)@4");
    row("no such day", leg("TRNS", "Bank", "-10.00", "9/31/2026") + leg("SPL", "Rent", "10.00") + "ENDTRNS\n", "Bank:", "bad_date(DATE,9/31/2026)@4");
    row("outside", leg("SPL", "Rent", "10.00") + "ENDTRNS\n" + good, "Bank: -1000", "iif_outside(SPL)@4 iif_outside(ENDTRNS)@5");
}

void tst_iif::transactions()
{
    QFETCH(QString, rows);
    const auto found = read(kHeader + rows.toStdString());
    VERIFY_OK(found);
    QTEST(QString::fromStdString(test::amountsOf(*found)), "amounts");
    QTEST(QString::fromStdString(test::rejectionsOf(found->report)), "rejected");
    QVERIFY(found->report.conserved());
}

/// By hand: an invoice of 20, its payment, the deposit. Receivable 20 − 20, undeposited funds 20 − 20, bank 20.
void tst_iif::bothSidesOfOwnAccounts()
{
    const auto found = read(kHeader + leg("TRNS", "Receivable", "20.00") + leg("SPL", "Sales", "-20.00") + "ENDTRNS\n" + leg("TRNS", "Undeposited", "20.00")
        + leg("SPL", "Receivable", "-20.00") + "ENDTRNS\n" + leg("TRNS", "Bank", "20.00", "9/30/2026", "D7") + leg("SPL", "Undeposited", "-20.00", "") + "ENDTRNS\n");
    VERIFY_OK(found);
    COMPARE_STR(test::amountsOf(*found), "Receivable: 2000 -2000 | Undeposited: 2000 -2000 | Bank: 2000");
    COMPARE_STR(found->statements[1].lines[1].reference, "D7");
    COMPARE_STR(found->statements[1].lines[1].entryDate->iso(), "2026-09-30");
    QCOMPARE(found->report.records, std::uint64_t(5));
    QVERIFY(found->report.conserved());
}

void tst_iif::cells()
{
    const auto found = read(kHeader + "TRNS\t1\tCHECK\t13/9/26\t\"Bank, \"\"main\"\"\"\tVendor\t\"-1,234.50\"\t77\tmemo\nSPL\t\t\t\tRent\t\t\"1,234.50\"\nENDTRNS\n", {{}, DateOrder::Auto, '\0', "USD"});
    VERIFY_OK(found);
    COMPARE_STR(test::amountsOf(*found), "Bank, \"main\": -123450");
    const auto& line = found->statements[0].lines[0];
    COMPARE_STR(line.entryDate->iso(), "2026-09-13");
    COMPARE_STR(line.description, "Vendor / memo");
    COMPARE_STR(test::warningsOf(found->report), "");
}

void tst_iif::lists()
{
    const auto found = read("!ACCNT\tNAME\tACCNTTYPE\nACCNT\tBank\tBANK\n!CUST\tNAME\nCUST\tx\n" + kHeader + leg("TRNS", "Bank", "-10.00") + leg("SPL", "Rent", "10.00") + "ENDTRNS\n");
    VERIFY_OK(found);
    COMPARE_STR(test::amountsOf(*found), "Bank: -1000");
    QCOMPARE(found->report.ignoredRows(), std::uint64_t(2));
    QVERIFY(read("plain\ttext\n").error().is(kImportNoStatement));
    const auto noColumns = read("!TRNS\tDATE\n!SPL\n!ENDTRNS\nTRNS\t9/30/2026\nENDTRNS\n");
    VERIFY_OK(noColumns);
    COMPARE_STR(test::rejectionsOf(noColumns->report), "missing_value(ACCNT)@4");
}

/// A cut transaction is rejected; it never sums to zero by half.
void tst_iif::everyCut()
{
    const auto whole = kHeader + leg("TRNS", "Bank", "-10.50") + leg("SPL", "Rent", "10.50") + "ENDTRNS\n" + leg("TRNS", "Bank", "5.00") + leg("SPL", "Card", "-5.00") + "ENDTRNS\n";
    COMPARE_STR(test::worstCut(whole, 2, [](const std::string& text) { return read(text); }), "");
}

OXSEAL_TEST_CLASS(tst_iif);
#include "tst_iif.moc"
