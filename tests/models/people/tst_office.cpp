// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/office.h"

#include "tests/support/test_main.h"

#include <QCryptographicHash>

using namespace oxseal;

namespace {

Day day(const char* iso) { return Day::fromIso(iso).value(); }

OfficeHolding holding(std::int64_t id, std::int64_t person, Office office, const char* from, const char* to)
{
    OfficeHolding out;
    out.id = id;
    out.person = PersonId(person);
    out.office = office;
    out.from = day(from);
    if (to != nullptr)
        out.to = day(to);
    return out;
}

class QtHasher final : public Hasher
{
public:
    using Hasher::update;
    void update(ByteView bytes) override
    {
        hash_.addData(QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    }
    Digest finish() override
    {
        Digest out;
        const QByteArray result = hash_.result();
        std::copy(result.begin(), result.end(), out.bytes.begin());
        hash_.reset();
        return out;
    }

private:
    QCryptographicHash hash_{QCryptographicHash::Sha256};
};

} // namespace

class TestOffice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsInOffice()
    {
        const std::vector<OfficeHolding> all{holding(1, 7, Office::Peo, "2024-03-01", "2026-08-15"),
            holding(2, 8, Office::Peo, "2026-08-16", nullptr), // successor
            holding(3, 9, Office::Peo, "2026-09-01", nullptr), // co-CEO
            holding(4, 8, Office::Pfo, "2026-08-16", nullptr)}; // both offices
        const auto ids = [&all](Office office, const char* on) {
            std::string out;
            for (const auto& item : holdersOn(all, office, day(on)))
                out += std::to_string(item.person.value) + " ";
            return out;
        };
        COMPARE_STR(ids(Office::Peo, "2024-02-29"), "");
        COMPARE_STR(ids(Office::Peo, "2024-03-01"), "7 ");
        COMPARE_STR(ids(Office::Peo, "2026-08-15"), "7 ");
        COMPARE_STR(ids(Office::Peo, "2026-08-16"), "8 ");
        COMPARE_STR(ids(Office::Peo, "2026-11-09"), "8 9 ");
        COMPARE_STR(ids(Office::Pfo, "2026-11-09"), "8 ");
    }

    void terms()
    {
        const std::vector<OfficeHolding> all{holding(1, 7, Office::Peo, "2024-03-01", "2026-08-15")};
        QVERIFY(checkHolding(all, holding(0, 7, Office::Peo, "2026-08-16", nullptr)));
        QVERIFY(checkHolding(all, holding(0, 8, Office::Peo, "2025-01-01", nullptr))); // co-CEO
        QVERIFY(checkHolding(all, holding(0, 7, Office::Pfo, "2025-01-01", nullptr))); // both offices
        QVERIFY(checkHolding(all, holding(1, 7, Office::Peo, "2024-03-01", "2026-12-31"))); // itself, changed
        QVERIFY(!checkHolding(all, holding(0, 7, Office::Peo, "2026-08-15", nullptr)));
        QVERIFY(!checkHolding(all, holding(0, 7, Office::Peo, "2020-01-01", "2024-03-01")));
        QVERIFY(checkHolding(all, holding(0, 7, Office::Peo, "2020-01-01", "2024-02-29")));
        const auto backwards = checkHolding({}, holding(0, 7, Office::Peo, "2026-02-01", "2026-01-31"));
        QVERIFY(!backwards && backwards.error().is(kOfficeDates));
    }

    void namesRoundTrip()
    {
        for (const char* text : {"", "peo", "pfo", "peo+pfo"})
            COMPARE_STR(officesText(officesFromText(text).value()), text);
        QVERIFY(!officesFromText("pfo+peo"));
        QVERIFY(!officesFromText("ceo"));
        QVERIFY(capacityFromName("interim") == Capacity::Interim);
        QVERIFY(!capacityFromName("temporary"));
    }

    void secondCertificates()
    {
        QtHasher hasher;
        Digest a;
        a.bytes[0] = 1;
        Digest b;
        b.bytes[0] = 2;
        IssuedCertificate first{1, PersonId(1), "Ann", "", a, day("2026-01-01"), true};
        IssuedCertificate peo{2, PersonId(2), "Ben", "peo", a, day("2026-01-02"), false};
        IssuedCertificate pfo{3, PersonId(3), "Cleo", "pfo", b, day("2026-01-03"), false};
        IssuedCertificate both{4, PersonId(4), "Dan", "peo+pfo", b, day("2026-07-01"), false};
        const auto codes = [&hasher](const std::vector<IssuedCertificate>& list) {
            std::string out;
            for (const auto& finding : certificateFindings(list, hasher))
                out += finding.code + " " + finding.subject + " " + finding.arguments.at(0) + "; ";
            return out;
        };
        COMPARE_STR(codes({first}), "people.bootstrap_certificate certificate:1 ; ");
        COMPARE_STR(codes({peo, pfo}), "");
        COMPARE_STR(codes({peo, pfo, both}),
            "people.second_certificate certificate:4 peo; people.second_certificate certificate:4 pfo; ");
    }
};

OXSEAL_TEST_CLASS(TestOffice);
#include "tst_office.moc"
