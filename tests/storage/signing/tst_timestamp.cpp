// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/timestamp.h"

#include "storage/crypto/hash.h"
#include "storage/signing/cms_names.h"
#include "storage/signing/cms_parse.h"
#include "storage/signing/der.h"
#include "tests/storage/signing/signing_fixture.h"

using namespace oxseal;
using namespace oxseal::test;

// Tokens made by `openssl ts` with a CA of their own (tests/data/signing/README.md).
namespace {

std::string fixture(const char* name) { return readFile(dataFile(std::string("signing/") + name)); }

/// The CMS with the token as its first signer's unsigned attribute.
std::string stamped(const std::string& cms, const std::string& token)
{
    auto parsed = cms::parse(cms);
    const std::string name = der::oid(cms::kTimestampToken);
    const std::string whole = der::sequence({name, der::setOf({token})});
    parsed.data->signers[0].unsignedAttributes = {{name, {token}, whole}};
    parsed.data->signers[0].hasUnsigned = true;
    return cms::encode(*parsed.data);
}

CmsReport verified(const std::string& cms, std::vector<std::string> authorities)
{
    CmsContext context = contextFor(content());
    context.anchors.timestampAuthorities = std::move(authorities);
    return *verifyCms(cms, context);
}

struct Info
{
    std::string version = der::integer(1);
    std::string digest = cms::kSha256;
    std::string imprint = std::string(32, 'x');
    std::string time = "20261113123456Z";
    std::string rest;

    [[nodiscard]] std::string bytes() const
    {
        const std::string algorithm = der::sequence({der::oid(digest)});
        return der::sequence({version, der::oid("1.2.3.4.1"), der::sequence({algorithm, der::tlv(der::kOctetString, imprint)}),
            der::integer(7), der::tlv(der::kGeneralizedTime, time), rest});
    }
};

} // namespace

class TestTimestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsStamped()
    {
        Info info;
        const auto plain = parseTstInfo(info.bytes());
        QVERIFY(plain);
        COMPARE_STR(plain->time.iso(), "2026-11-13T12:34:56.000000Z");
        COMPARE_STR(plain->imprint, std::string(32, 'x'));
        info.time = "20261113123456.1234567Z";
        COMPARE_STR(parseTstInfo(info.bytes())->time.iso(), "2026-11-13T12:34:56.123456Z");
        info.rest = der::sequence({der::integer(1)}) + der::tlv(0x01, "\xff") + der::integer(99)
            + der::tlv(der::context(0), der::tlv(der::context(4), ""))
            + der::tlv(der::context(1), der::sequence({der::oid("1.2.3"), der::tlv(der::kOctetString, "x")}));
        QVERIFY(parseTstInfo(info.bytes()));
    }

    void refusesOtherForms_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const Info& info) {
            QTest::newRow(name) << QByteArray::fromStdString(info.bytes());
        };
        row("version 2", {.version = der::integer(2)});
        row("SHA-1", {.digest = "1.3.14.3.2.26", .imprint = std::string(20, 'x')});
        row("digest too short", {.imprint = std::string(31, 'x')});
        row("no seconds", {.time = "202611131234Z"});
        row("local time", {.time = "20261113123456"});
        row("offset", {.time = "20261113123456+0100"});
        row("no such day", {.time = "20260231123456Z"});
        row("fraction ends in zero", {.time = "20261113123456.50Z"});
        row("empty fraction", {.time = "20261113123456.Z"});
        row("wrong order", {.rest = der::integer(9) + der::tlv(0x01, "\xff")});
        row("critical extension",
            {.rest = der::tlv(der::context(1),
                 der::sequence({der::oid("1.2.3"), der::tlv(0x01, "\xff"), der::tlv(der::kOctetString, "x")}))});
        QTest::newRow("trailing byte") << QByteArray::fromStdString(Info().bytes() + "x");
        QTest::newRow("empty") << QByteArray();
    }
    void refusesOtherForms()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!parseTstInfo(bytes.toStdString()));
    }

    void acceptsOpensslsTokens_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("authority");
        QTest::addColumn<QString>("time");
        // Times as `openssl ts -reply -token_in -text` prints them.
        QTest::newRow("RSA, certificate by SHA-256") << "token_rsa.tst" << "Test Timestamp Authority" << "2026-11-23T03:58:29.000000Z";
        QTest::newRow("ECDSA, certificate by SHA-1, milliseconds")
            << "token_sha1_name.tst" << "Test Timestamp Authority EC" << "2026-11-23T03:58:29.609000Z";
    }
    void acceptsOpensslsTokens()
    {
        QFETCH(QString, file);
        QFETCH(QString, authority);
        QFETCH(QString, time);
        const std::string token = fixture(file.toUtf8());
        const auto report = verifyTimestamp(token, "what was stamped", {pem("tsa_ca")});
        COMPARE_STR(report.problem, "");
        QVERIFY(report.intact && report.proven());
        COMPARE_STR(report.authority, authority.toStdString());
        COMPARE_STR(report.time->iso(), time.toStdString());
        QVERIFY(report.fingerprint != Digest{});
        QVERIFY(verifyTimestamp(token, "what was stamped", {}).trust == Trust::SelfAsserted);
        const auto foreign = verifyTimestamp(token, "what was stamped", {pem("ca")});
        QVERIFY(foreign.intact && !foreign.proven() && foreign.trust == Trust::Untrusted);
        COMPARE_STR(verifyTimestamp(token, "something else", {pem("tsa_ca")}).problem, "timestamp_other");
    }

    /// A certificate whose extended key usage is not critical may not stamp, whoever issued it.
    void onlyTimestampCertificates()
    {
        const auto report = verifyTimestamp(fixture("token_loose.tst"), "what was stamped", {pem("tsa_ca")});
        COMPARE_STR(report.problem, "timestamp_certificate");
        QVERIFY(!report.intact && !report.proven());
    }

    void everyBitCounts()
    {
        const std::string token = fixture("token_rsa.tst");
        for (std::size_t at = 0; at < token.size(); at += 3) {
            std::string broken = token;
            broken[at] = static_cast<char>(broken[at] ^ 0x04);
            const auto report = verifyTimestamp(broken, "what was stamped", {pem("tsa_ca")});
            QVERIFY2(!report.proven(), qPrintable(QString::number(at)));
        }
        COMPARE_STR(verifyTimestamp(fixture("openssl_cades.p7s"), "what was stamped", {}).problem, "timestamp_form");
        COMPARE_STR(verifyTimestamp("", "what was stamped", {}).problem, "timestamp_form");
    }

    void aSignatureCarriesItsToken()
    {
        const std::string plain = fixture("openssl_cades.p7s");
        const std::string good = stamped(plain, fixture("token_cades.tst"));
        const auto proven = verified(good, {pem("tsa_ca")});
        QVERIFY(proven.problems.empty() && proven.signers[0].problems.empty());
        QVERIFY(proven.signers[0].intact);
        QVERIFY(proven.signers[0].time == TimeProof::Timestamped);
        COMPARE_STR(proven.signers[0].timestamp->time->iso(), "2026-11-23T03:58:56.000000Z");
        // Without an authority the token is shown, but nothing rests on it; a timestamp authority anchors no signer.
        const auto shown = verified(good, {});
        QVERIFY(shown.signers[0].time == TimeProof::Claimed && shown.signers[0].timestamp->intact);
        QVERIFY(shown.signers[0].trust == Trust::SelfAsserted && proven.signers[0].trust == Trust::SelfAsserted);
        // A token that belongs to something else is a fault of the file, not of the signature.
        const auto other = verified(stamped(plain, fixture("token_rsa.tst")), {pem("tsa_ca")});
        QVERIFY(other.signers[0].intact && other.signers[0].time == TimeProof::Claimed);
        QCOMPARE(other.signers[0].problems.size(), std::size_t(1));
        COMPARE_STR(other.signers[0].problems[0].what, "timestamp_other");
        QVERIFY(other.signers[0].problems[0].fatal);
        QVERIFY(!verified(plain, {pem("tsa_ca")}).signers[0].timestamp);
    }

    /// The whole way with the tool at hand: our own signature, stamped by `openssl ts`, accepted by both.
    void ourSignatureStampedByOpenssl()
    {
        if (!hasTool("openssl"))
            QSKIP("openssl is not installed");
        QTemporaryDir folder;
        const std::string dir = folder.path().toStdString();
        write(dir + "/tsa.cnf",
            "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=Live Timestamps\n"
            "[ca]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n"
            "[tsa]\nbasicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\n"
            "extendedKeyUsage=critical,timeStamping\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
            "[one]\nserial=./serial\ncrypto_device=builtin\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\n"
            "digests=sha256\nordering=no\ntsa_name=no\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n");
        write(dir + "/serial", "01\n");
        const auto cms = signCms(sha256(content()), key("pfo"), pem("pfo"), {at("2026-10-30T12:00:00Z")});
        VERIFY_OK(cms);
        write(dir + "/value", std::string(cms::parse(*cms).data->signers[0].value));
        const std::string curve = "ec_paramgen_curve:prime256v1";
        const std::vector<std::vector<std::string>> steps{
            {"req", "-x509", "-config", "tsa.cnf", "-extensions", "ca", "-subj", "/CN=Live CA", "-newkey", "ec", "-pkeyopt", curve,
                "-nodes", "-keyout", "root.key", "-out", "root.pem", "-days", "3650"},
            {"req", "-new", "-config", "tsa.cnf", "-newkey", "ec", "-pkeyopt", curve, "-nodes", "-keyout", "tsa.key", "-out",
                "tsa.csr"},
            {"x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "7", "-extfile", "tsa.cnf",
                "-extensions", "tsa", "-days", "3000", "-out", "tsa.pem"},
            {"ts", "-query", "-data", "value", "-sha256", "-cert", "-out", "r.tsq"},
            {"ts", "-reply", "-config", "tsa.cnf", "-section", "one", "-queryfile", "r.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key",
                "-token_out", "-out", "token"},
            {"ts", "-verify", "-token_in", "-in", "token", "-data", "value", "-CAfile", "root.pem"}};
        for (const auto& step : steps) {
            const auto ran = runTool("openssl", step, dir);
            QVERIFY2(ran.code == 0, ran.out.c_str());
        }
        const auto authority = certificatesFromFile(readFile(dir + "/root.pem"));
        const std::string whole = stamped(*cms, readFile(dir + "/token"));
        const auto report = verified(whole, authority);
        QVERIFY(report.problems.empty() && report.signers[0].problems.empty());
        QVERIFY(report.signers[0].time == TimeProof::Timestamped);
        COMPARE_STR(report.signers[0].timestamp->authority, "Live Timestamps");
        write(dir + "/c", content());
        write(dir + "/s", whole);
        write(dir + "/ca.pem", certificateToPem(pem("ca")));
        const auto accepted = runTool("openssl",
            {"cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", "s", "-content", "c", "-CAfile", "ca.pem", "-out", "o"}, dir);
        QVERIFY2(accepted.code == 0, accepted.out.c_str());
    }
};

OXSEAL_TEST_CLASS(TestTimestamp);
#include "tst_timestamp.moc"
