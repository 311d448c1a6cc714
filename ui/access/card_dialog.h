// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/access_actions.h"
#include "storage/reads/non_human_reads.h"
#include "storage/reads/review_sheet.h"

#include <QDialog>

#include <memory>
#include <optional>
#include <vector>

class QLabel;

namespace oxseal::ui {

class CommandButton;
class DecisionBar;
class PlainTable;

/// One card of a review: the lines of one worker, or of one account that belongs to nobody, on the system.
struct ReviewCard
{
    QString title;
    QString about; ///< job and standing of the worker; owner, purpose and key age of an account that is no person's
    std::vector<LineRow> lines;
};
/// The cards of `lines`, in the order in which each first occurs.
[[nodiscard]] std::vector<ReviewCard> reviewCards(const ReviewBasis& basis, const std::vector<LineRow>& lines, const NonHumanSheet* nonHuman = nullptr);

/// Decides cards one after the other, by keyboard alone: all entitlements of a person at once, each line with its own word.
/// K R D N U decide the line and go on to the next open one, A keeps every line that carries no flag and is not privileged,
/// Z takes the last word back, Ctrl+Return records what is decided and shows the next card. Lines left open stay pending.
class CardDialog final : public QDialog
{
    Q_OBJECT

public:
    CardDialog(std::shared_ptr<const ReviewBasis> basis, std::vector<ReviewCard> cards, QWidget* parent);

    // For tests.
    [[nodiscard]] std::size_t shownCard() const noexcept { return at_; }
    [[nodiscard]] const ReviewCard& card() const { return cards_[at_]; }
    [[nodiscard]] const std::optional<LineDecision>& wordOn(std::size_t line) const { return words_[line]; }
    [[nodiscard]] PlainTable& table() noexcept { return *table_; }

Q_SIGNALS:
    /// What was decided on one card, to be recorded in one act.
    void recorded(const std::vector<oxseal::LineDecision>& decisions);
    void shown(int card); ///< another one than before

private:
    void createKeys();
    void showCard();
    void fill(std::size_t current);
    void decide(access::Decision decision);
    void take(std::size_t line, std::optional<LineDecision> word);
    void keepPlain();
    void takeBack();
    void record();
    void skip();
    [[nodiscard]] std::size_t current() const;
    [[nodiscard]] std::size_t decided() const;

    std::shared_ptr<const ReviewBasis> basis_;
    std::vector<ReviewCard> cards_;
    std::size_t at_ = 0;
    std::vector<std::optional<LineDecision>> words_; ///< of the card's lines
    std::vector<std::size_t> given_; ///< lines in the order of their words
    QLabel* title_ = nullptr;
    QLabel* about_ = nullptr;
    QLabel* progress_ = nullptr;
    PlainTable* table_ = nullptr;
    DecisionBar* bar_ = nullptr;
    CommandButton* keepPlain_ = nullptr;
    CommandButton* record_ = nullptr;
    QLabel* why_ = nullptr; ///< what recording waits for, or leaves open
};

} // namespace oxseal::ui
