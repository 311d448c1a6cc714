// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/packet_actions.h"
#include "ui/jobs/session.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace oxseal::ui {

class TablePanel;

/// What the next packet would hold: its files, what is withheld and why, known gaps, who signs. Writes nothing.
class SealPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SealPanel(Session& session, QWidget* parent = nullptr);

    /// Gathers anew; kept options stay.
    void refresh(const PeriodRow& period);
    /// Nothing is withheld and no gap is named any more.
    void forgetOptions();
    [[nodiscard]] const SealOptions& options() const noexcept { return options_; }
    /// The manifest as it would be; empty while it is gathered or cannot be.
    [[nodiscard]] const std::optional<Manifest>& manifest() const noexcept { return manifest_; }
    [[nodiscard]] const std::optional<Error>& problem() const noexcept { return problem_; }
    void withhold();
    void includeAgain();
    void addGap();

Q_SIGNALS:
    void gathered();

private:
    void take(Result<Manifest> manifest);
    void takeFiles();
    void takeLines();
    [[nodiscard]] QString selectedPath() const;

    Session& session_;
    std::optional<PeriodRow> period_;
    SealOptions options_;
    std::optional<Manifest> manifest_;
    std::optional<Error> problem_;
    std::uint64_t asked_ = 0;
    QLabel* summary_ = nullptr;
    QVBoxLayout* lines_ = nullptr;
    TablePanel* files_ = nullptr;
    QPushButton* withhold_ = nullptr;
    QPushButton* include_ = nullptr;
};

/// Table of a packet's files, by path; `withheld` come first with their reasons.
[[nodiscard]] std::shared_ptr<const class TableData> filesOf(const Manifest& manifest);
/// "1.2 MB"
[[nodiscard]] QString bytesWord(std::uint64_t bytes);

} // namespace oxseal::ui
