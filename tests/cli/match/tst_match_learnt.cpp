// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "tests/support/shop_book.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>

#include <fstream>
#include <sstream>

using namespace oxseal;

class TestMatchLearnt : public QObject
{
    Q_OBJECT

    QTemporaryDir dir_;
    const test::ShopBook shop_{4000};

    std::string path(const char* file) const { return dir_.path().toStdString() + "/" + file; }
    void write(const char* file, std::size_t side) const
    {
        std::ofstream out(path(file), std::ios::binary);
        out << "id,account,date,amount,currency,reference,description\n";
        for (const auto& line : shop_.lines[side])
            out << line.id << ',' << line.account << ',' << line.date.iso() << ',' << formatMinor(line.amount, 2) << ','
                << line.currency.code() << ',' << line.reference << ',' << line.description << '\n';
    }
    Json match(const std::vector<std::string>& more) const
    {
        std::vector<std::string> words{"match", path("bank.csv"), path("books.csv"), "--json"};
        words.insert(words.end(), more.begin(), more.end());
        std::ostringstream out;
        std::ostringstream err;
        const int code = cli::run(words, out, err, Environment::system());
        if (code != 0)
            qWarning("%s%s", out.str().c_str(), err.str().c_str());
        return code == 0 ? parseJson(out.str()).value_or(Json()) : Json();
    }
    static std::vector<std::vector<std::string>> rows(const std::string& file)
    {
        std::vector<std::vector<std::string>> out;
        std::istringstream in(test::readFile(file));
        for (std::string row; std::getline(in, row);) {
            row.resize(row.size() - 1); // the carriage return
            auto& fields = out.emplace_back(1);
            bool quoted = false;
            for (const char c : row) {
                if (c == '"')
                    quoted = !quoted;
                else if (c == ',' && !quoted)
                    fields.emplace_back();
                else
                    fields.back().push_back(c);
            }
        }
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        write("bank.csv", 0);
        write("books.csv", 1);
    }
    void learnsAndReaches()
    {
        const Json json = match({"--out", path("links.csv"), "--evidence", path("evidence.csv")});
        QVERIFY(!json.isNull());
        COMPARE_STR(json["engine"].toString(), "learnt");
        QVERIFY(json["conservation"].toBool());
        QVERIFY(json["groups"]["one_to_many"].toInteger() >= 60); // fifty lists and fifty payments of several invoices
        QVERIFY(json["model"]["anchors"].toInteger() > 1000);
        QVERIFY(json["model"]["fees"].toArray().size() >= 2);
        QVERIFY(json["model"]["weights_65536"]["reference"].toArray().size() == 4);
        for (const char* stage : {"read", "block", "learn", "score", "assign", "sums", "write"})
            QVERIFY2(json["seconds"][stage].isNumber(), stage);

        std::size_t links = 0;
        std::size_t right = 0;
        std::map<std::string, std::string> probabilities;
        const auto groups = rows(path("links.csv"));
        for (std::size_t i = 1; i < groups.size(); ++i) {
            const auto& row = groups[i];
            QCOMPARE(row.size(), std::size_t{8});
            probabilities[row[0]] = row[5];
            if (row[6].find("learnt-") != 0)
                continue;
            QVERIFY(row[4] == "auto" || row[4] == "suggested");
            QVERIFY(row[4] != "auto" || row[5] >= "0.950");
            // The explanation states the numbers, and why a person is asked.
            const std::string& why = row[7];
            QVERIFY2(why.find(row[6] == "learnt-pair" ? "together" : "Probability") != std::string::npos, why.c_str());
            QVERIFY2((why.find("a person must confirm") != std::string::npos) == (row[4] == "suggested"), why.c_str());
            std::istringstream ids(row[3]);
            for (std::string id; std::getline(ids, id, ';'); ++links)
                right += shop_.truth.contains({row[2], id}) ? 1U : 0U;
        }
        const double f1 = 2.0 * static_cast<double>(right) / static_cast<double>(links + shop_.truth.size());
        QVERIFY2(f1 >= 0.985, std::to_string(f1).c_str());

        // The integers of every decision add up.
        const auto evidence = rows(path("evidence.csv"));
        QVERIFY(evidence.size() > 3000);
        QCOMPARE(evidence[0].size(), std::size_t{12});
        for (std::size_t i = 1; i < evidence.size(); ++i) {
            std::int64_t sum = 0;
            for (std::size_t field = 2; field < 7; ++field)
                sum += std::stoll(evidence[i][field]);
            QCOMPARE(sum, std::stoll(evidence[i][7]));
            const std::int64_t thousandths = std::stoll(evidence[i][8]) * 1000 / 4294967296;
            QCOMPARE(std::to_string(1000 + thousandths).substr(1), probabilities[evidence[i][0]].substr(2));
        }
    }
    void sameForAnyThreads()
    {
        QVERIFY(!match({"--out", path("one.csv"), "--threads", "1"}).isNull());
        QVERIFY(!match({"--out", path("three.csv"), "--threads", "3"}).isNull());
        QVERIFY(test::readFile(path("one.csv")) == test::readFile(path("three.csv")));
    }
    void rulesAlone()
    {
        const Json json = match({"--out", path("rules.csv"), "--rules", "shipped"});
        COMPARE_STR(json["engine"].toString(), "rules");
        QVERIFY(json["model"].isNull());
        QCOMPARE(json["groups"]["one_to_many"].toInteger(), std::int64_t{0});
        for (const auto& row : rows(path("rules.csv")))
            QVERIFY(row[6].find("learnt-") != 0);
    }
};

OXSEAL_TEST_CLASS(TestMatchLearnt);
#include "tst_match_learnt.moc"
