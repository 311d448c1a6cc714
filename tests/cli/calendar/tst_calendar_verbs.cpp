// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "tests/support/test_main.h"

#include <sstream>

using namespace oxseal;

class TestCalendarVerbs : public QObject
{
    Q_OBJECT

    struct Answer
    {
        int code = 0;
        Json json;
    };
    static Answer call(std::vector<std::string> words)
    {
        words.emplace_back("--json");
        std::ostringstream out;
        std::ostringstream err;
        Environment environment;
        environment.clock.now = [] { return *Instant::fromIso("2026-02-01T00:00:00Z"); };
        Answer answer;
        answer.code = cli::run(words, out, err, environment);
        answer.json = parseJson(out.str()).value();
        return answer;
    }

private Q_SLOTS:
    void deadlines()
    {
        const auto got = call({"deadlines", "--filer", "laf", "--year-end", "2025-12-31"});
        QCOMPARE(got.code, 0);
        const auto& filings = got.json["filings"].toArray();
        QCOMPARE(filings.size(), std::size_t(4));
        const auto& annual = filings[3];
        COMPARE_STR(annual["form"].toString(), "10-K");
        COMPARE_STR(annual["period_end"].toString(), "2025-12-31");
        COMPARE_STR(annual["nominal"].toString(), "2026-03-01");
        COMPARE_STR(annual["due"].toString(), "2026-03-02");
        COMPARE_STR(annual["nt"].toString(), "2026-03-03");
        COMPARE_STR(annual["extended"].toString(), "2026-03-17");
        COMPARE_STR(annual["reason"].toString(), "2026-03-01 is a Sunday");
        QCOMPARE(annual.toObject().size(), std::size_t(8));
        COMPARE_STR(filings[2]["nt"].toString(), "2025-11-12");
        QCOMPARE(qint64(filings[2]["quarter"].toInteger()), 3);
    }

    void incidents()
    {
        const auto got = call({"incident-due", "--determined", "2025-12-22"});
        QCOMPARE(got.code, 0);
        COMPARE_STR(got.json["due"].toString(), "2025-12-31");
        QVERIFY(got.json["why"].toString().find("2025-12-25 is a federal holiday") != std::string::npos);
        // 02:00 UTC on the 24th is still the 23rd in New York.
        COMPARE_STR(call({"incident-due", "--determined", "2026-11-24T02:00:00Z"}).json["due"].toString(), "2026-11-30");
    }

    void filerStatus()
    {
        const auto got = call({"filer-status", "--float", "300M", "--revenue", "60M"});
        QCOMPARE(got.code, 0);
        COMPARE_STR(got.json["category"].toString(), "naf");
        QVERIFY(got.json["src"].toBool());
        QVERIFY(got.json["egc"].isBool() && !got.json["egc"].toBool());
        QVERIFY(!got.json["obligations"]["404b"].toBool(true));
        QCOMPARE(qint64(got.json["obligations"]["10-K"].toInteger()), 90);
        COMPARE_STR(call({"filer-status", "--float", "600M", "--revenue", "300M", "--prior", "laf"}).json["category"].toString(),
            "laf");
    }

    void refusals()
    {
        QCOMPARE(call({"deadlines", "--filer", "big", "--year-end", "2025-12-31"}).code, 2);
        QCOMPARE(call({"deadlines", "--filer", "laf", "--year-end", "31.12.2025"}).code, 2);
        QCOMPARE(call({"incident-due", "--determined", "yesterday"}).code, 2);
        QCOMPARE(call({"filer-status", "--float", "-3M", "--revenue", "60M"}).code, 2);
        const auto missing = call({"filer-status", "--float", "3M"});
        QCOMPARE(missing.code, 2);
        COMPARE_STR(missing.json["error"]["code"].toString(), "cli.missing_option");
    }
};

OXSEAL_TEST_CLASS(TestCalendarVerbs);
#include "tst_calendar_verbs.moc"
