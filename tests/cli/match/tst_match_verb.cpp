// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>

#include <fstream>
#include <sstream>

using namespace oxseal;

class TestMatchVerb : public QObject
{
    Q_OBJECT

    QTemporaryDir dir_;

    std::string path(const char* file) const { return dir_.path().toStdString() + "/" + file; }
    std::string write(const char* file, const std::string& bytes) const
    {
        std::ofstream(path(file), std::ios::binary) << bytes;
        return path(file);
    }

    struct Outcome
    {
        int code;
        std::string out;
        std::string err;
    };
    static Outcome call(const std::vector<std::string>& words)
    {
        std::ostringstream out;
        std::ostringstream err;
        const int code = cli::run(words, out, err, Environment::system());
        return {code, out.str(), err.str()};
    }

private Q_SLOTS:
    void signsComeFromTheColumnThatSaysThem_data()
    {
        QTest::addColumn<QString>("bank");
        QTest::newRow("signed") << "id,date,amount,ref\nb1,2026-09-10,100.00,INV-7\nb2,2026-09-18,-5.00,INV-9\n";
        QTest::newRow("in words beside") << "id,date,amount,side,ref\nb1,2026-09-10,100.00,CR,INV-7\nb2,2026-09-18,5.00,DR,INV-9\n";
        QTest::newRow("two columns") << "id,date,withdrawal,deposit,ref\nb1,2026-09-10,,100.00,INV-7\nb2,2026-09-18,5.00,,INV-9\n";
        QTest::newRow("minus in a column of withdrawals") << "id,date,withdrawal,deposit,ref\nb1,2026-09-10,,100.00,INV-7\nb2,2026-09-18,-5.00,,INV-9\n";
    }
    void signsComeFromTheColumnThatSaysThem()
    {
        QFETCH(QString, bank);
        const auto left = write("signs.csv", bank.toStdString().c_str());
        const auto right = write("ledger.csv", "id,date,amount,ref\nj1,2026-09-09,100.00,INV-7\nj2,2026-09-17,-5.00,INV-9\n");
        const auto done = call({"match", left, right, "--out", path("signs_out.csv"), "--json"});
        QVERIFY2(done.code == 0, (done.out + done.err).c_str());
        QCOMPARE(qint64((*parseJson(done.out))["auto"].toInteger()), 2);
    }
    void matchesTwoFiles()
    {
        const auto left = write("bank.csv",
            "bank_id,account,value_date,amount,ref,descriptor\r\n"
            "b1,ACC1,2026-09-10,100.00,INV-7,WIRE\r\n"
            "b2,ACC1,2026-09-18,-558.00,1540,CHECK\r\n"
            "b3,ACC1,2026-09-10,250.00,,TRANSFER\r\n"
            "b4,ACC2,2026-09-10,5.00,,\"FEE; \"\"old\"\"\"\r\n");
        const auto right = write("books.csv",
            "Journal;Konto;Buchung;Soll;Haben;Beleg;Wer;Was\r\n"
            "j1;ACC1;2026-09-09;100,00;;inv 7;Delmar;Invoice\r\n"
            "j2;ACC1;2026-09-14;;540,00;CHQ1540;Fernhill;Cleaning\r\n"
            "j3;ACC1;2026-09-09;250,00;;;One;x\r\n"
            "j4;ACC1;2026-09-11;250,00;;;Two;y\r\n");
        const auto done = call({"match", left, right, "--out", path("out.csv"), "--json", "--map-right",
            "id=Journal,account=Konto,date=Buchung,debit=Soll,credit=Haben,reference=Beleg,description=Wer,description=Was"});
        QVERIFY2(done.code == 0, (done.out + done.err).c_str());
        const auto json = parseJson(done.out);
        VERIFY_OK(json);
        QCOMPARE(qint64((*json)["left"].toInteger()), 4);
        QCOMPARE(qint64((*json)["right"].toInteger()), 4);
        QCOMPARE(qint64((*json)["auto"].toInteger()), 1);
        QCOMPARE(qint64((*json)["suggested"].toInteger(-1)), 0);
        QCOMPARE(qint64((*json)["ambiguous"].toInteger()), 1);
        QCOMPARE(qint64((*json)["unmatched_left"].toInteger()), 2);
        QCOMPARE(qint64((*json)["unmatched_right"].toInteger()), 1);
        QVERIFY((*json)["conservation"].toBool());
        QCOMPARE(qint64((*json)["groups"]["one_to_one"].toInteger()), 1);
        for (const char* later : {"one_to_many", "many_to_one", "many_to_many"})
            QCOMPARE(qint64((*json)["groups"][later].toInteger(-1)), 0);
        for (const char* stage : {"read", "block", "learn", "score", "assign", "sums", "write"})
            QVERIFY2((*json)["seconds"][stage].isNumber(), stage);
        QVERIFY((*json)["peak_bytes"].toInteger() > 0);

        const std::string out = test::readFile(path("out.csv"));
        std::istringstream rows(out);
        std::string row;
        std::getline(rows, row);
        COMPARE_STR(row, "group,type,left_ids,right_ids,state,confidence,rule,explanation\r");
        std::getline(rows, row);
        QVERIFY2(row.starts_with("1,one_to_one,b1,j1,auto,0.999,reference,"), row.c_str());
        std::getline(rows, row);
        QVERIFY2(row.starts_with("2,candidates,b3,j3;j4,ambiguous,0.000,amount-date,"), row.c_str());
        std::getline(rows, row);
        QVERIFY2(row.starts_with("3,left_only,b2,,unmatched,0.000,,"), row.c_str());
        QVERIFY2(row.find("divides by nine") != std::string::npos, row.c_str()); // 558 against 540
        std::getline(rows, row);
        QVERIFY2(row.starts_with("4,left_only,b4,,unmatched,"), row.c_str());
        std::getline(rows, row);
        QVERIFY2(row.starts_with("5,right_only,,j2,unmatched,"), row.c_str());
        QVERIFY(!std::getline(rows, row));
    }
    void badCallsAndFilesEndInOneError()
    {
        const auto good = write("good.csv", "id,date,amount\n1,2026-09-10,1.00\n");
        QCOMPARE(call({"match", good, good}).code, 2); // no --out
        QCOMPARE(call({"match", good}).code, 2);
        QCOMPARE(call({"match", good, good, "--out", path("o.csv"), "--threads", "0"}).code, 2);
        QCOMPARE(call({"match", good, path("missing.csv"), "--out", path("o.csv")}).code, 4);
        QCOMPARE(call({"match", good, write("empty.csv", ""), "--out", path("o.csv")}).code, 4);
        QCOMPARE(call({"match", good, write("noamount.csv", "id,date\n1,2026-09-10\n"), "--out", path("o.csv")}).code, 4);
        QCOMPARE(call({"match", good, good, "--out", path("o.csv"), "--rules", write("r.json", "{\"id\":\"x\"}")}).code, 4);
        QVERIFY(!std::filesystem::exists(path("o.csv")));
        QCOMPARE(call({"match", good, good, "--out", path("o.csv")}).code, 0);
    }
    /// A balance carried forward and a row of totals are no lines; each is named, none becomes a line of 0.00.
    void rowsThatAreNoLinesAreNamed()
    {
        const auto left = write("lb.csv",
            "Posting Date,Description,Debit,Credit,Balance\n2026-07-01,OPENING BALANCE,,,25000.00\n2026-07-02,Deposit,,10.00,25010.00\n"
            "2026-07-06,CHECK 1042,1200.00,,23810.00\nTotal,,1200.00,10.00,\n");
        const auto right = write("rb.csv", "id,date,amount\nJ1,2026-07-02,10.00\nJ2,2026-07-05,-1200.00\n");
        const auto done = call({"match", left, right, "--out", path("carried.csv")});
        QCOMPARE(done.code, 0);
        QVERIFY2(done.out.starts_with("2 statement lines, 2 book lines: 2 groups matched"), done.out.c_str());
        QVERIFY2(done.out.find("lb.csv: 2 lines, 1 rejected, 1 passed over\nrejected  line 2: ") != std::string::npos, done.out.c_str());
        QVERIFY2(done.out.find("\nignored   1: Totals at the foot") != std::string::npos, done.out.c_str());
        QVERIFY2(done.out.find("rb.csv:") == std::string::npos, done.out.c_str());
    }
    /// A debit and a credit that together do not fit are refused by name, not taken as nothing.
    void amountsThatDoNotFitAreNamed()
    {
        const auto left = write("lf.csv", "date,debit,credit\n2026-07-02,,10.00\n2026-07-03,90000000000000000.00,-90000000000000000.00\n");
        const auto right = write("rf.csv", "id,date,amount\nJ1,2026-07-02,10.00\n");
        const auto done = call({"match", left, right, "--out", path("fits.csv")});
        QCOMPARE(done.code, 0);
        QVERIFY2(done.out.starts_with("1 statement line, 1 book line: 1 group"), done.out.c_str());
        QVERIFY2(done.out.find("rejected  line 3: ") != std::string::npos, done.out.c_str());
    }
    void repeatedIdsAreKept()
    {
        const auto left = write("l.csv", "id,date,amount\nF1,2026-09-10,1.00\nF1,2026-09-20,2.00\n");
        const auto right = write("r.csv", "id,date,amount\nJ1,2026-09-10,1.00\nJ2,2026-09-20,2.00\n");
        const auto done = call({"match", left, right, "--out", path("rep.csv"), "--json"});
        QCOMPARE(done.code, 0);
        const auto json = parseJson(done.out);
        VERIFY_OK(json);
        QCOMPARE(qint64((*json)["auto"].toInteger()), 2);
        QCOMPARE(qint64((*json)["left_file"]["repeated_ids"].toInteger()), 1);
    }
};

OXSEAL_TEST_CLASS(TestMatchVerb);
#include "tst_match_verb.moc"
