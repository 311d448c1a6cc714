// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/signing/signing_fixture.h"

#include "storage/crypto/hash.h"

#include <filesystem>

using namespace oxseal;
using namespace oxseal::test;

class TestCms : public QObject
{
    Q_OBJECT

    static std::string ours(const char* who = "pfo")
    {
        const auto cms = signCms(sha256(content()), key(who), pem(who), {at("2026-10-30T12:00:00Z")});
        return cms ? *cms : std::string();
    }
    static bool clean(const Result<CmsReport>& report)
    {
        if (!report || !report->problems.empty() || report->signers.empty())
            return false;
        for (const auto& signer : report->signers)
            if (!signer.intact || !signer.problems.empty())
                return false;
        return true;
    }

private Q_SLOTS:
    void verifiesItsOwn()
    {
        QVERIFY(!ours().empty());
        QVERIFY(ours() == ours()); // deterministic ECDSA
        auto context = contextFor(content());
        const auto report = verifyCms(ours(), context);
        QVERIFY(clean(report));
        const auto& signer = report->signers.front();
        COMPARE_STR(signer.signer, "Dana Weiss");
        COMPARE_STR(signer.issuer, "Acme Inc. workspace CA");
        QVERIFY(signer.trust == Trust::SelfAsserted);
        QVERIFY(signer.time == TimeProof::Claimed);
        COMPARE_STR(signer.signedAt->iso(), "2026-10-30T12:00:00.000000Z");
        QVERIFY(signer.fingerprint == keyFingerprint(asBytes(key("pfo").publicKey())));
    }
    void opensslAccepts()
    {
        if (!hasTool("openssl"))
            QSKIP("openssl is not installed");
        QTemporaryDir folder;
        const std::string dir = folder.path().toStdString();
        write(dir + "/c", content());
        write(dir + "/s", ours());
        write(dir + "/ca.pem", certificateToPem(pem("ca")));
        const std::vector<std::string> words{
            "cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", "s", "-content", "c", "-CAfile", "ca.pem", "-out", "o"};
        const auto good = runTool("openssl", words, dir);
        QVERIFY2(good.code == 0 && good.out.find("CAdES Verification successful") != std::string::npos, good.out.c_str());
        write(dir + "/c", content() + "x");
        QVERIFY(runTool("openssl", words, dir).code != 0);
    }
    void acceptsOpensslsOwn_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("signers");
        QTest::newRow("one, with CA") << QStringLiteral("openssl_cades.p7s") << 1;
        QTest::newRow("two, SHA-384") << QStringLiteral("openssl_two.p7s") << 2;
    }
    void acceptsOpensslsOwn()
    {
        QFETCH(QString, file);
        QFETCH(int, signers);
        const auto bytes = readFile(dataFile("signing/" + file.toStdString()));
        auto context = contextFor(content());
        context.anchors.authorities = {pem("ca")};
        const auto report = verifyCms(bytes, context);
        VERIFY_OK(report);
        QCOMPARE(static_cast<int>(report->signers.size()), signers);
        for (const auto& signer : report->signers) {
            QVERIFY(signer.intact);
            QVERIFY(signer.problems.empty());
            QVERIFY(signer.trust == Trust::Anchored);
        }
        context = contextFor(content() + "x");
        const auto altered = verifyCms(bytes, context);
        VERIFY_OK(altered);
        for (const auto& signer : altered->signers)
            QVERIFY(!signer.intact);
    }
    void doubtsASignatureWithoutCertificateName()
    {
        const auto report = verifyCms(readFile(dataFile("signing/openssl_plain.p7s")), contextFor(content()));
        VERIFY_OK(report);
        QCOMPARE(report->signers.size(), std::size_t(1));
        QCOMPARE(report->signers[0].problems.size(), std::size_t(1));
        COMPARE_STR(report->signers[0].problems[0].what, "signing_certificate_missing");
        QVERIFY(!report->signers[0].problems[0].fatal);
        QVERIFY(!report->signers[0].intact);
    }
    void knowsAnchors()
    {
        auto context = contextFor(content());
        context.anchors.authorities = {pem("ca")};
        QVERIFY(verifyCms(ours(), context)->signers[0].trust == Trust::Anchored);
        QVERIFY(verifyCms(ours("stranger"), context)->signers[0].trust == Trust::Untrusted);
        context.anchors = {};
        context.anchors.fingerprints = {keyFingerprint(asBytes(key("pfo").publicKey()))};
        QVERIFY(verifyCms(ours(), context)->signers[0].trust == Trust::Anchored);
        QVERIFY(verifyCms(ours("stranger"), context)->signers[0].trust == Trust::Untrusted);
        context.anchors = {};
        context.extraCertificates = {pem("ca")};
        QVERIFY(verifyCms(ours(), context)->signers[0].trust == Trust::SelfAsserted);
        const auto report = verifyCms(ours("stranger"), context);
        QVERIFY(report->signers[0].trust == Trust::Untrusted);
        COMPARE_STR(report->signers[0].problems.at(0).what, "path");
    }
    void refusesAForeignCertificate()
    {
        const auto cms = signCms(sha256(content()), key("pfo"), pem("stranger"), {});
        QVERIFY(!cms);
        QVERIFY(cms.error().is(kSignerCertificateBad));
    }
    void everyBitMatters()
    {
        const std::string good = ours();
        auto context = contextFor(content());
        context.extraCertificates = {pem("ca")};
        QVERIFY(clean(verifyCms(good, context)));
        std::string bad = good;
        for (std::size_t i = 0; i < good.size(); ++i) {
            bad[i] = static_cast<char>(good[i] ^ (1 << (i % 8)));
            QVERIFY2(!clean(verifyCms(bad, context)), std::to_string(i).c_str());
            bad[i] = good[i];
        }
        QVERIFY(!clean(verifyCms(good + '\0', context)));
        for (std::size_t cut = 0; cut < good.size(); cut += 7)
            QVERIFY(!clean(verifyCms(good.substr(0, cut), context)));
    }
    void refusesWhatIsNoCms()
    {
        for (const auto& bytes : {std::string(), std::string("hello"), std::string(100, '\0'), pem("pfo")}) {
            const auto report = verifyCms(bytes, contextFor(content()));
            QVERIFY(!report);
            QVERIFY(report.error().is(kNotCms));
        }
    }
    void foreignCorpusNeverCrashes()
    {
        NEED_SAMPLES(samples);
        int seen = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(*samples / "6-crypto" / "dss-cades")) {
            if (!entry.is_regular_file())
                continue;
            ++seen;
            std::string bytes = readFile(entry.path());
            (void)verifyCms(bytes, contextFor("not the content"));
            for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 40) {
                std::string bad = bytes;
                bad[i] = static_cast<char>(bad[i] ^ 0x55);
                (void)verifyCms(bad, contextFor(""));
            }
        }
        QVERIFY(seen > 30);
        // By the corpus: signed attributes stand twice; no signing certificate at all.
        const auto twice = verifyCms(
            readFile(*samples / "6-crypto/dss-cades/cades-duplicated-signed-attrs.p7m"), contextFor(""));
        QVERIFY(!clean(twice));
        QVERIFY(!clean(verifyCms(readFile(*samples / "6-crypto/dss-cades/cms-no-sign-cert.p7m"), contextFor(""))));
    }
};

OXSEAL_TEST_CLASS(TestCms);
#include "tst_cms.moc"
