// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "tests/storage/packet/packet_fixture.h"

#include <sstream>

using namespace oxseal;
using namespace oxseal::test;

class TestVerifyVerb : public QObject
{
    Q_OBJECT

    QTemporaryDir folder_;
    std::string dir_;

    struct Answer
    {
        int code = -1;
        Json json;
        std::string err;
    };
    Answer call(std::vector<std::string> words) const
    {
        words.insert(words.begin(), "verify");
        words.emplace_back("--json");
        std::ostringstream out;
        std::ostringstream err;
        Environment environment = Environment::system();
        environment.clock.now = [] { return at("2026-11-20T00:00:00Z"); };
        const int code = cli::run(words, out, err, environment);
        auto json = parseJson(out.str());
        return {code, json ? *json : Json(), err.str()};
    }

private Q_SLOTS:
    void initTestCase()
    {
        dir_ = folder_.path().toStdString() + "/";
        auto packet = smallPacket();
        sign(packet);
        const auto zip = zipOf(packet.parts);
        write(dir_ + "p.zip", zip);
        std::string bad = zip;
        bad[bad.find("keep")] = 'K';
        write(dir_ + "bad.zip", bad);
        write(dir_ + "manifest.json", packet.parts.manifest);
        write(dir_ + "pfo.p7s", packet.parts.signatures[0].cms);
        write(dir_ + "signed.pdf", packet.parts.certification[0].bytes);
        write(dir_ + "ca.pem", certificateToPem(pem("ca")));
        write(dir_ + "text.txt", "hello");
        write(dir_ + "empty", "");
    }
    void packet()
    {
        auto answer = call({dir_ + "p.zip"});
        QCOMPARE(answer.code, 0);
        COMPARE_STR(answer.json["verdict"].toString(), "valid");
        COMPARE_STR(answer.json["axes"]["integrity"].toString(), "intact");
        COMPARE_STR(answer.json["axes"]["trust"].toString(), "self_asserted");
        COMPARE_STR(answer.json["axes"]["time"].toString(), "claimed");
        QCOMPARE(answer.json["signatures"].toArray().size(), std::size_t(3));
        QVERIFY(answer.json["problems"].toArray().empty());
        answer = call({dir_ + "p.zip", "--trust", dir_ + "ca.pem"});
        QCOMPARE(answer.code, 0);
        COMPARE_STR(answer.json["axes"]["trust"].toString(), "anchored");
        const auto print = keyFingerprint(asBytes(key("pfo").publicKey())).hex();
        answer = call({dir_ + "p.zip", "--fingerprint", print});
        QCOMPARE(answer.code, 1); // the PEO's key is not that one
        COMPARE_STR(answer.json["verdict"].toString(), "invalid");
        const auto second = keyFingerprint(asBytes(key("peo").publicKey())).hex();
        QCOMPARE(call({dir_ + "p.zip", "--fingerprint", print, "--fingerprint", second}).code, 0);
    }
    void alteredPacket()
    {
        const auto answer = call({dir_ + "bad.zip"});
        QCOMPARE(answer.code, 1);
        COMPARE_STR(answer.json["verdict"].toString(), "invalid");
        COMPARE_STR(answer.json["axes"]["integrity"].toString(), "altered");
        COMPARE_STR(answer.json["problems"].toArray().at(0)["path"].toString(), "data/access_review.csv");
        COMPARE_STR(answer.json["problems"].toArray().at(0)["what"].toString(), "altered");
    }
    void pdfAndCms()
    {
        auto answer = call({dir_ + "signed.pdf"});
        QCOMPARE(answer.code, 0);
        COMPARE_STR(answer.json["kind"].toString(), "pdf");
        answer = call({dir_ + "pfo.p7s", "--content", dir_ + "manifest.json", "--trust", dir_ + "ca.pem"});
        QCOMPARE(answer.code, 0);
        COMPARE_STR(answer.json["kind"].toString(), "cms");
        QCOMPARE(call({dir_ + "pfo.p7s", "--content", dir_ + "text.txt"}).code, 1);
        answer = call({dir_ + "pfo.p7s"});
        QCOMPARE(answer.code, 1);
        COMPARE_STR(answer.json["verdict"].toString(), "indeterminate");
    }
    void refusals()
    {
        QCOMPARE(call({dir_ + "text.txt"}).code, 4);
        QCOMPARE(call({dir_ + "empty"}).code, 4);
        QCOMPARE(call({dir_ + "nowhere.zip"}).code, 4);
        QCOMPARE(call({dir_}).code, 4);
        QCOMPARE(call({dir_ + "p.zip", "--fingerprint", "12"}).code, 2);
        QCOMPARE(call({dir_ + "p.zip", "--trust", dir_ + "text.txt"}).code, 2);
        QCOMPARE(call({dir_ + "p.zip", "--reperform"}).code, 0); // holds no result that could differ
        QCOMPARE(call({}).code, 2);
        COMPARE_STR(call({dir_ + "text.txt"}).json["error"]["code"].toString(), "packet.nothing_to_verify");
    }
    void theSmallProgramSaysTheSame()
    {
        const std::string program = std::filesystem::path(OXSEAL_PROGRAM).parent_path() / "oxseal-verify";
        QVERIFY(std::filesystem::exists(program));
        QCOMPARE(runTool(program.c_str(), {"p.zip"}, dir_).code, 0);
        QCOMPARE(runTool(program.c_str(), {"p.zip", "--trust", "ca.pem", "--json"}, dir_).code, 0);
        const auto bad = runTool(program.c_str(), {"bad.zip"}, dir_);
        QCOMPARE(bad.code, 1);
        QVERIFY2(bad.out.find("data/access_review.csv") != std::string::npos, bad.out.c_str());
        QCOMPARE(runTool(program.c_str(), {"text.txt"}, dir_).code, 4);
        QCOMPARE(runTool(program.c_str(), {}, dir_).code, 2);
        QCOMPARE(runTool(program.c_str(), {"pfo.p7s", "--content", "manifest.json"}, dir_).code, 0);
        if (hasTool("ldd"))
            QVERIFY(runTool("ldd", {program}, dir_).out.find("Qt6Gui") == std::string::npos);
    }
};

OXSEAL_TEST_CLASS(TestVerifyVerb);
#include "tst_verify_verb.moc"
