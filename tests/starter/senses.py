"""Headlines in which one word decides between two senses: what is there, and what is not."""

HEADLINES = [
    ("USA STOPPEN CHIP-EXPORT BIS JAHRESENDE", {"export-controls"}, {"bis"}),
    ("EXPORTKONTROLLEN BIS 2027 AUSGESETZT", {"export-controls"}, {"bis"}),
    ("BIS fines Cadence over exports to a Chinese university", {"bis", "export-controls"}, set()),
    ("黃仁勳：H20恢復對中銷售", {"h20", "jensen-huang"}, set()),
    ("Alibaba's T-Head PPU matches H20", {"h20", "alibaba"}, set()),
    ("深圳黑市出现大量H100走私服务器", {"nvidia-gpus", "chip-smuggling"}, set()),
    ("Commerce revokes VEU status of SK Hynix plants", {"us-commerce", "sk-hynix"}, set()),
    ("AI diffusion rule rescinded by Commerce", {"us-commerce", "ai-diffusion"}, set()),
    ("Man charged with sending Nvidia GPUs to China via Thailand", {"chip-smuggling"}, set()),
    ("US INTEL WARNS OF CHINA CHIP PLANS", set(), {"intel"}),
    ("Five Eyes intel sharing on chips", set(), {"intel"}),
    ("New intel on China chip smuggling", {"chip-smuggling"}, {"intel"}),
    ("Intel reports third-quarter loss", {"intel"}, set()),
    ("Intel on track to ship 18A this year", {"intel"}, set()),
    ("New Intel chips arrive", {"intel"}, set()),
    ("Dry AMD chip implant restores sight", set(), {"amd"}),
]
