// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/packet_actions.h"
#include "storage/reads/packet_reads.h"
#include "ui/common/page.h"

#include <optional>
#include <vector>

class QStackedWidget;
class QTabBar;

namespace oxseal::ui {

class SealPanel;
class TablePanel;
class VerifyPanel;

/// The packets of the period: what the next one would hold, sealing, who has signed, export, and the verification of any file.
class PacketsPage final : public Page
{
    Q_OBJECT

public:
    explicit PacketsPage(Session& session);
    void open(const QString& object) override; ///< number of a packet, "next" or "verify"
    void reload() override;

private:
    void take(std::vector<PacketOverview> packets);
    void showTab(int index);
    void select(const QString& handle);
    void updateCommands();
    [[nodiscard]] const PacketOverview* current() const;
    [[nodiscard]] QString whyNotSign(const PacketOverview* packet) const;
    void seal();
    void sign();
    void exportCurrent();
    void saveSignatures();

    QTabBar* tabs_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QWidget* list_ = nullptr;
    QWidget* nothing_ = nullptr;
    TablePanel* packetsTable_ = nullptr;
    TablePanel* filesTable_ = nullptr;
    SealPanel* next_ = nullptr;
    VerifyPanel* verify_ = nullptr;
    std::vector<PacketOverview> packets_;
    std::optional<PeriodRow> shown_;
    QString wanted_;
};

} // namespace oxseal::ui
