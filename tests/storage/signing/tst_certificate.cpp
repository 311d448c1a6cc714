// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/certificate.h"
#include "storage/signing/certificate_view.h"

#include "tests/support/test_main.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <fstream>
#include <limits>

using namespace oxseal;

class TestCertificate : public QObject
{
    Q_OBJECT

    static void save(const std::filesystem::path& file, const std::string& bytes)
    {
        std::ofstream(file, std::ios::binary) << bytes;
    }

private Q_SLOTS:
    void issueAndRead()
    {
        const auto authority = SigningKey::generate(Curve::P384, systemRandom());
        const auto person = SigningKey::generate(Curve::P256, systemRandom());
        VERIFY_OK(authority);
        VERIFY_OK(person);
        const Day start = Day::fromIso("2020-02-29").value();
        const auto ca = makeAuthorityCertificate(*authority, "Acme Corp", start, systemRandom());
        VERIFY_OK(ca);
        const auto leaf = issueCertificate(*authority, asBytes(*ca), asBytes(person->publicKey()),
            {"Jane Doe", "Acme Corp", "Principal Executive Officer"}, start, systemRandom());
        VERIFY_OK(leaf);
        const auto info = readCertificate(asBytes(*leaf));
        VERIFY_OK(info);
        COMPARE_STR(info->subject.name, "Jane Doe");
        COMPARE_STR(info->subject.office, "Principal Executive Officer");
        COMPARE_STR(info->issuer, "Acme Corp Oxseal workspace CA");
        COMPARE_STR(info->publicKey, person->publicKey());
        COMPARE_STR(info->notBefore.iso(), "2020-02-29");
        COMPARE_STR(info->notAfter.iso(), "2040-02-29");
        QVERIFY(!info->authority);
        COMPARE_STR(readCertificate(asBytes(*ca))->notAfter.iso(), "2060-02-29");
        QVERIFY(readCertificate(asBytes(*ca))->authority);
        QVERIFY(issuedBy(asBytes(*leaf), asBytes(*ca)));

        const auto other = SigningKey::generate(Curve::P384, systemRandom());
        const auto otherCa = makeAuthorityCertificate(*other, "Acme Corp", start, systemRandom());
        QVERIFY(!issuedBy(asBytes(*leaf), asBytes(*otherCa)));
        QVERIFY(!issueCertificate(*other, asBytes(*ca), asBytes(person->publicKey()), {"X", "Y", {}}, start,
            systemRandom())); // a key that is not the certificate's
        std::string changed = *leaf;
        changed.back() = static_cast<char>(changed.back() ^ 1);
        QVERIFY(!issuedBy(asBytes(changed), asBytes(*ca)));
        QVERIFY(!readCertificate(asBytes(leaf->substr(0, 100))));
        QVERIFY(!readCertificate(asBytes("not a certificate")));
    }

    /// A path holds only within the days of its certificates, also for the times a hostile file may name: the system's clock
    /// ends in 2262, an Instant far later.
    void pathHoldsWithinItsDays()
    {
        const auto authority = SigningKey::generate(Curve::P384, systemRandom());
        const auto person = SigningKey::generate(Curve::P256, systemRandom());
        const Day start = Day::fromIso("2020-01-01").value();
        const auto ca = makeAuthorityCertificate(*authority, "Acme Corp", start, systemRandom());
        const auto leaf = issueCertificate(*authority, asBytes(*ca), asBytes(person->publicKey()), {"Jane Doe", "Acme Corp", {}},
            start, systemRandom());
        VERIFY_OK(ca);
        VERIFY_OK(leaf);
        const auto holds = [&](Instant at) { return pathLeadsTo(*leaf, {}, {*ca}, at); };
        QVERIFY(holds(*Instant::fromIso("2026-11-01T00:00:00Z")));
        QVERIFY(!holds(*Instant::fromIso("2019-12-31T00:00:00Z")));
        QVERIFY(!holds(*Instant::fromIso("2041-01-01T00:00:00Z")));
        QVERIFY(!holds(*Instant::fromIso("2500-01-01T00:00:00Z")));
        for (const auto far : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
            QVERIFY(!holds(Instant{far}));
    }

    /// OpenSSL is the independent judge of form, chain and key usage.
    void opensslAccepts()
    {
        const QString openssl = QStandardPaths::findExecutable(QStringLiteral("openssl"));
        if (openssl.isEmpty())
            QSKIP("no openssl");
        const auto authority = SigningKey::generate(Curve::P384, systemRandom());
        const auto person = SigningKey::generate(Curve::P256, systemRandom());
        const Day start = Day::fromIso("2020-01-01").value();
        const auto ca = makeAuthorityCertificate(*authority, "Acme Corp", start, systemRandom());
        const auto leaf = issueCertificate(*authority, asBytes(*ca), asBytes(person->publicKey()),
            {"Jörg Münch", "Acme Corp", "Principal Financial Officer"}, start, systemRandom());
        VERIFY_OK(ca);
        VERIFY_OK(leaf);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        save(path / "ca.pem", certificatePem(asBytes(*ca)));
        save(path / "leaf.pem", certificatePem(asBytes(*leaf)));
        const auto run = [&](const QStringList& words) {
            QProcess process;
            process.setWorkingDirectory(folder.path());
            process.setProcessChannelMode(QProcess::MergedChannels);
            process.start(openssl, words);
            process.waitForFinished();
            return QString::fromUtf8(process.readAll());
        };
        using L = QStringList;
        const QString verified = run(L{QStringLiteral("verify"), QStringLiteral("-x509_strict"),
            QStringLiteral("-CAfile"), QStringLiteral("ca.pem"), QStringLiteral("leaf.pem")});
        QVERIFY2(verified.contains(QStringLiteral("leaf.pem: OK")), qPrintable(verified));
        const QString text = run(L{QStringLiteral("x509"), QStringLiteral("-in"), QStringLiteral("leaf.pem"),
            QStringLiteral("-noout"), QStringLiteral("-text"), QStringLiteral("-nameopt"), QStringLiteral("utf8")});
        QVERIFY2(text.contains(QStringLiteral("Digital Signature, Non Repudiation")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("ecdsa-with-SHA384")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Jörg Münch")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Jan  1 00:00:00 2040 GMT")), qPrintable(text));
    }
};

OXSEAL_TEST_CLASS(TestCertificate);
#include "tst_certificate.moc"
