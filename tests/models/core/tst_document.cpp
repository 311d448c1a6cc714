// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/document.h"
#include "tests/support/test_main.h"

using namespace oxseal;

class TestDocument : public QObject
{
    Q_OBJECT

    static Document sample()
    {
        Document document;
        document.title = "Readiness record";
        document.subtitle = "Form 10-Q, 2026 Q3";
        document.marks = {"DEMO"};
        document.footer = "Acme Inc.";
        document.created = *Instant::fromIso("2026-10-30T12:00:00Z");
        document.blocks.push_back(doc::Heading{"Money", 2});
        document.blocks.push_back(doc::Paragraph{"Line one\nline two – “quoted”", doc::Style::Small, 1});
        document.blocks.push_back(doc::KeyValues{{{"Form", "10-Q"}, {"Due", "2026-11-16"}}});
        document.blocks.push_back(doc::KeyValues{{{"Company", "Acme"}, {"Period", "2026-Q3"}}, 2});
        document.blocks.push_back(doc::Table{
            {{"Account", doc::Align::Left, 3}, {"Amount", doc::Align::Right, 1}}, {{"1010", "(12.00)"}, {"1020", "–"}}});
        document.blocks.push_back(doc::SignatureLines{{{"A. Person", "Chief Financial Officer", "/s/ A. Person"}}});
        document.blocks.push_back(doc::PageBreak{});
        document.blocks.push_back(doc::FormCard{"Line 2", {{"Peers", "3/12"}}, {{{"line-2-decision", "Decision", "2: ann", {{"", " "}, {"keep", "Keep"}}, 22, 1}}, {{"c", "Comment", "", {}, 1, 2}}}});
        document.bound = {{"oxseal-pack", "00"}};
        document.onePage = true;
        return document;
    }

private Q_SLOTS:
    void survivesTheTrip()
    {
        const auto json = parseJson(canonicalJson(toJson(sample())));
        VERIFY_OK(json);
        const auto back = documentFromJson(*json);
        VERIFY_OK(back);
        QVERIFY(*back == sample());
    }
    void writesTheNamedMembers()
    {
        const Json json = toJson(sample());
        COMPARE_STR(json["created"].toString(), "2026-10-30T12:00:00.000000Z");
        COMPARE_STR(canonicalJson(json["blocks"].toArray()[0]), R"({"kind":"heading","level":2,"text":"Money"})");
        COMPARE_STR(canonicalJson(json["blocks"].toArray()[4]["columns"]),
            R"([{"align":"left","title":"Account","weight":3},{"align":"right","title":"Amount","weight":1}])");
    }
    void refuses_data()
    {
        QTest::addColumn<QString>("block");
        QTest::newRow("unknown kind") << QStringLiteral(R"({"kind":"image"})");
        QTest::newRow("ragged") << QStringLiteral(
            R"({"kind":"table","columns":[{"title":"a","align":"left","weight":1}],"rows":[["1","2"]]})");
        QTest::newRow("no columns") << QStringLiteral(R"({"kind":"table","columns":[],"rows":[]})");
        QTest::newRow("weight") << QStringLiteral(
            R"({"kind":"table","columns":[{"title":"a","align":"left","weight":0}],"rows":[]})");
        QTest::newRow("three lists") << QStringLiteral(R"({"kind":"key_values","pairs":[["a","b"]],"columns":3})");
        QTest::newRow("style") << QStringLiteral(R"({"kind":"paragraph","text":"a","style":"loud","indent":0})");
        QTest::newRow("number cell") << QStringLiteral(
            R"({"kind":"table","columns":[{"title":"a","align":"left","weight":1}],"rows":[[1]]})");
    }
    void refuses()
    {
        QFETCH(QString, block);
        const auto json = parseJson(
            R"({"title":"t","created":"2026-01-01T00:00:00Z","blocks":[{"kind":"page_break"},)" + block.toStdString() + "]}");
        VERIFY_OK(json);
        const auto document = documentFromJson(*json);
        QVERIFY(!document);
        QVERIFY(document.error().is(kDocumentInvalid));
        COMPARE_STR(document.error().place(), "blocks/1");
    }
};

OXSEAL_TEST_CLASS(TestDocument);
#include "tst_document.moc"
