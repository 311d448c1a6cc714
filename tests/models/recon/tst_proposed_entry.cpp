// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/proposed_entry.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestProposedEntry : public QObject
{
    Q_OBJECT

    /// A fee of 45.00 that the books lack: the bank account loses it.
    static ProposedEntry fee()
    {
        return {"OX-1", "US01", *Day::fromIso("2026-09-30"), "1010", "6900", -45'00, "USD", 2, "", "ACCOUNT ANALYSIS FEE"};
    }

private Q_SLOTS:
    void csvHasADebitAndACredit()
    {
        ProposedEntry interest = fee();
        interest.number = "OX-2";
        interest.amount = 12'50;
        interest.other = "7000";
        interest.memo = "INTEREST, PAID";
        const std::vector<ProposedEntry> both{fee(), interest};
        COMPARE_STR(entriesCsv(both),
            "entry,entity,date,account,debit,credit,currency,reference,memo\r\n"
            "OX-1,US01,2026-09-30,1010,,45.00,USD,,ACCOUNT ANALYSIS FEE\r\n"
            "OX-1,US01,2026-09-30,6900,45.00,,USD,,ACCOUNT ANALYSIS FEE\r\n"
            "OX-2,US01,2026-09-30,1010,12.50,,USD,,\"INTEREST, PAID\"\r\n"
            "OX-2,US01,2026-09-30,7000,,12.50,USD,,\"INTEREST, PAID\"\r\n");
    }
    void aSpreadsheetComputesNothing()
    {
        ProposedEntry entry = fee();
        entry.memo = "=HYPERLINK(\"http://x\")";
        entry.reference = "-1+1";
        const std::string csv = entriesCsv(std::vector{entry});
        QVERIFY(csv.find("\"'=HYPERLINK(\"\"http://x\"\")\"") != std::string::npos);
        QVERIFY(csv.find(",'-1+1,") != std::string::npos);
        QVERIFY(csv.find(",=") == std::string::npos);
    }
    void iifBalancesAndStaysOnItsLine()
    {
        ProposedEntry entry = fee();
        entry.memo = "FEE\tSEPT\r\n\"Q3\"";
        COMPARE_STR(entriesIif(std::vector{entry}),
            "!TRNS\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO\r\n"
            "!SPL\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO\r\n"
            "!ENDTRNS\r\n"
            "TRNS\tGENERAL JOURNAL\t9/30/2026\t1010\t-45.00\tOX-1\tFEE SEPT   Q3 \r\n"
            "SPL\tGENERAL JOURNAL\t9/30/2026\t6900\t45.00\tOX-1\tFEE SEPT   Q3 \r\n"
            "ENDTRNS\r\n");
    }
};

OXSEAL_TEST_CLASS(TestProposedEntry);
#include "tst_proposed_entry.moc"
