// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

constexpr std::int64_t kStandingOrder = 72'000; ///< every Tuesday, so that each payout has something to pay
constexpr std::int64_t kDisputed = 18'900;

/// The parent's web shop for spares. The processor pays out every Monday what is left of the days before, and the bank has it three
/// weekdays later; the books follow the bank.
class Shop
{
public:
    explicit Shop(World& world) : world_(world) {}

    void run()
    {
        for (Quarter* quarter : {&world_.q2, &world_.q3}) {
            quarter_ = quarter;
            books_ = &quarter->books["US01"];
            open_.clear(); // a report ends with its quarter: what is paid out later stands there without a payout
            documents_ = 0;
            for (const LedgerAccount& account : {LedgerAccount{cards::kClearing, "Card clearing", 0}, LedgerAccount{cards::kFees, "Card processing fees", 0},
                     LedgerAccount{cards::kChargebacks, "Card chargebacks", 0}})
                books_->chart.push_back(account);
            Prng random(world_.seed, quarter->name + "/cards/US01");
            for (Day today = quarter->first; today <= quarter->last; today = today.plus(1))
                trade(today, random);
        }
    }

private:
    struct OnItsWay
    {
        Day arrives;
        std::string id;
        std::int64_t amount = 0;
    };

    void trade(Day today, Prng& random)
    {
        constexpr int kMonday = 1, kTuesday = 2;
        arrive(today);
        if (today.weekday() == kMonday)
            payOut(today);
        if (today.weekday() == kTuesday || today == world_.q2.first)
            charge(today, kStandingOrder);
        for (auto sales = random.below(2); sales > 0; --sales)
            charge(today, kPrices[random.below(std::size(kPrices))] * random.between(1, 3));
        if (today == day(2026, 5, 13))
            add(today, "refund", -18'000, 0, "A quarter of an order came back", "4000");
        else if (today == day(2026, 6, 9))
            add(today, "reserve_hold", -40'000, 0, "Rolling reserve", {});
        else if (today == day(2026, 7, 15))
            charge(today, kDisputed);
        else if (today == day(2026, 8, 4))
            add(today, "reserve_release", 25'000, 0, "Part of the reserve", {});
        else if (today == day(2026, 8, 19))
            add(today, "chargeback", -kDisputed, 1'500, "Holder disputes a sale of July", cards::kChargebacks);
    }

    /// 2.9 % and 0.30 a sale.
    void charge(Day today, std::int64_t gross)
    {
        const std::string order = "WEB" + std::to_string(1001 + orders_++);
        const std::int64_t fee = (gross * 29 + 500) / 1000 + 30;
        row(today, "charge", order, gross, fee, "Web shop " + order);
        const std::string document = nextDocument();
        post(today, document, cards::kClearing, "4000", gross, order, "Card sale " + order);
        post(today, document, cards::kFees, cards::kClearing, fee, order, "Card fee " + order);
    }

    /// What is no sale; `against` takes it in the books, "" nothing does.
    void add(Day today, const char* type, std::int64_t gross, std::int64_t fee, const std::string& text, const std::string& against)
    {
        const std::string id = row(today, type, {}, gross, fee, text);
        if (against.empty())
            return;
        const std::string document = nextDocument();
        post(today, document, against, cards::kClearing, -gross, id, text);
        if (fee != 0)
            post(today, document, cards::kFees, cards::kClearing, fee, id, "Card fee " + id);
    }

    std::string row(Day today, const char* type, const std::string& order, std::int64_t gross, std::int64_t fee, const std::string& text)
    {
        const std::string id = "TWX" + std::to_string(100001 + rows_++);
        open_.push_back(quarter_->cards.size());
        quarter_->cards.push_back({today, id, type, order, gross, fee, {}, text});
        left_ += gross - fee;
        return id;
    }

    void payOut(Day today)
    {
        if (left_ <= 0)
            return;
        const std::string id = cards::payoutOf(today);
        const std::int64_t amount = left_;
        row(today, "payout", {}, -amount, 0, "Payout " + id);
        for (const std::size_t at : open_)
            quarter_->cards[at].payout = id;
        open_.clear();
        travelling_.push_back({weekdaysAfter(today, 3), id, amount});
    }

    void arrive(Day today)
    {
        for (const OnItsWay& payout : travelling_) {
            if (payout.arrives != today)
                continue;
            post(today, nextDocument(), "1010", cards::kClearing, payout.amount, payout.id, "Tillway payout " + payout.id);
            books_->bank.push_back({today, payout.amount, {}, {}, payout.id, "TILLWAY PAYMENTS"});
        }
    }

    std::string nextDocument() { return "US" + quarter_->name.substr(5) + "-" + std::to_string(20001 + documents_++); }

    void post(Day when, const std::string& document, const std::string& debit, const std::string& credit, std::int64_t minor,
        const std::string& reference, const std::string& text)
    {
        books_->lines.push_back({when, debit, document, reference, text, "ERP batch", minor});
        books_->lines.push_back({when, credit, document, reference, text, "ERP batch", -minor});
    }

    static constexpr std::int64_t kPrices[] = {5'800, 9'650, 14'200, 24'900, 41'200};

    World& world_;
    Quarter* quarter_ = nullptr;
    Books* books_ = nullptr;
    std::vector<std::size_t> open_; ///< rows of this quarter that no payout has paid
    std::vector<OnItsWay> travelling_;
    std::int64_t left_ = 0; ///< owed and not paid out, of earlier quarters, too
    int orders_ = 0;
    int rows_ = 0;
    int documents_ = 0;
};

} // namespace

std::string cards::payoutOf(Day monday)
{
    std::string iso = monday.iso().substr(2);
    std::erase(iso, '-');
    return "TWP" + iso;
}

void addCards(World& world) { Shop(world).run(); }

} // namespace oxseal::demo
