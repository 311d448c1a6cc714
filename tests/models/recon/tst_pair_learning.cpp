// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/pair_learning.h"
#include "tests/support/test_main.h"

#include <cmath>
#include <deque>
#include <numeric>
#include <random>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

/// A book whose frequencies are known because they are put in: of 4,000 pairs 60 % carry one reference on both sides, 5 % a
/// wrong one, 35 % none on the statement; lags of 0, 1 and 2 days in the proportion 2 : 5 : 3; a tenth of each side is alone.
struct Planted
{
    std::deque<std::string> texts;
    std::array<std::vector<MatchLine>, 2> lines;

    std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
    Planted()
    {
        std::mt19937_64 random(31);
        for (int i = 0; i < 4000; ++i) {
            MatchLine books;
            books.account = i % 3 == 0 ? "A" : "B";
            books.amount = static_cast<std::int64_t>(100 + random() % 3000) * 25; // many amounts occur several times
            books.date = {static_cast<std::int32_t>(20000 + random() % 100)};
            books.reference = keep("R" + std::to_string(100000 + i * 7));
            books.description = keep("Customer " + std::string(1, static_cast<char>('A' + random() % 26)) + "OSTEL" + static_cast<char>('A' + random() % 26));
            lines[1].push_back(books);
            if (random() % 10 == 0)
                continue;
            MatchLine bank = books;
            const auto lag = random() % 10;
            bank.date.number += lag < 2 ? 0 : lag < 7 ? 1 : 2;
            const auto kind = random() % 100;
            bank.reference = kind < 60 ? books.reference : kind < 65 ? keep("X" + std::to_string(random() % 1000000)) : "";
            bank.description = keep("Payment " + std::string(books.description.substr(9)));
            lines[0].push_back(bank);
        }
        const std::size_t alone = lines[0].size() / 10;
        for (std::size_t i = 0; i < alone; ++i) {
            MatchLine bank;
            bank.account = i % 3 == 0 ? "A" : "B";
            bank.amount = static_cast<std::int64_t>(100 + random() % 3000) * 25;
            bank.date = {static_cast<std::int32_t>(20000 + random() % 100)};
            bank.description = keep("Payment " + std::string(1, static_cast<char>('A' + random() % 26)) + "OSTEL" + static_cast<char>('A' + random() % 26));
            lines[0].push_back(bank);
        }
    }
};

LearntPairs learn(const Planted& book, int threads)
{
    LearntLines lines(book.lines[0], book.lines[1], {}, threads);
    const OpenLines open{std::vector<bool>(book.lines[0].size(), true), std::vector<bool>(book.lines[1].size(), true)};
    return learnPairs(lines, open, threads);
}

double share(Bits bits) { return std::exp2(bits / 65536.0); }

} // namespace

class TestPairLearning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learnsTheFrequenciesThatWerePutIn()
    {
        const Planted book;
        const LearntPairs learnt = learn(book, 2);
        QVERIFY(learnt.model.window == (DayWindow{1, 3}));
        QVERIFY(std::abs(share(learnt.model.reference[1]) - 0.60) < 0.02);
        // Dates: share × 102 days of the books and the statement.
        const double days = 102;
        QVERIFY(std::abs(share(learnt.model.day[1]) / days - 0.2) < 0.03);
        QVERIFY(std::abs(share(learnt.model.day[2]) / days - 0.5) < 0.03);
        QVERIFY(std::abs(share(learnt.model.day[3]) / days - 0.3) < 0.03);
        // Pairs are 10 of 11 statement lines, 9 of 10 lines of the books: 10 × 10.
        QVERIFY(std::abs(share(learnt.model.prior) - 100) < 25);
        QVERIFY(learnt.model.description[7] > 3 * kOneBit || learnt.model.description[1] > 3 * kOneBit); // a name that fits
        QVERIFY(learnt.rounds >= 2);
    }
    void probabilitiesAreHonest()
    {
        const Planted book;
        const LearntPairs learnt = learn(book, 1);
        // True pairs share their place in the books' texts: recover them by reference and name is not possible for all, so
        // count expected against found: the sum of probabilities is the number of pairs.
        const double expected = std::accumulate(learnt.probability.begin(), learnt.probability.end(), 0.0) / 4294967296.0;
        QVERIFY(std::abs(expected - static_cast<double>(book.lines[0].size()) * 10 / 11) < 0.01 * expected);
    }
    void sameForAnyThreads()
    {
        const Planted book;
        const LearntPairs one = learn(book, 1);
        for (const int threads : {2, 3}) {
            const LearntPairs more = learn(book, threads);
            QVERIFY(one.pairs == more.pairs);
            QVERIFY(one.probability == more.probability);
        }
    }
};

OXSEAL_TEST_CLASS(TestPairLearning);
#include "tst_pair_learning.moc"
