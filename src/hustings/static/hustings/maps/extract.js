/* Streets below a map on a phone without network: a piece of vector map that the phone carries along.
   The layers are those of Protomaps' basemap, or OpenMapTiles'. */

const MapExtract = (() => {
  const NAMES = (language) => [`name:${language}`, "name:latin", "name"];
  const WIDTHS = { motorway: 4, trunk: 4, primary: 3.5, secondary: 3, tertiary: 2.5 };

  // What pmtiles.js reads from.
  class Bytes {
    constructor(bytes) {
      this.bytes = bytes;
    }

    getKey() {
      return "extract";
    }

    async getBytes(offset, length) {
      return { data: this.bytes.buffer.slice(offset, offset + length) };
    }
  }

  // How OpenMapTiles' layers are drawn; Protomaps' own come with a look.
  function look(language) {
    const { PolygonSymbolizer, LineSymbolizer, LineLabelSymbolizer, CenteredTextSymbolizer } = protomapsL;
    const kind = (names) => (_zoom, feature) => names.includes(feature.props.class);
    const width = (zoom, feature) => (WIDTHS[feature.props.class] || 2) * 2 ** Math.max(0, (zoom - 15) / 2);
    const roads = (_zoom, feature) => !["rail", "transit", "path", "ferry"].includes(feature.props.class);
    const text = { fill: "#333", stroke: "#fff", width: 2, font: "12px sans-serif" };
    return {
      backgroundColor: "#f3f1ec",
      paintRules: [
        { dataLayer: "landcover", symbolizer: new PolygonSymbolizer({ fill: "#dfe9d3" }) },
        { dataLayer: "park", symbolizer: new PolygonSymbolizer({ fill: "#d5e6c4" }) },
        { dataLayer: "water", symbolizer: new PolygonSymbolizer({ fill: "#a9cfe3" }) },
        { dataLayer: "waterway", symbolizer: new LineSymbolizer({ color: "#a9cfe3", width: 2 }) },
        { dataLayer: "building", symbolizer: new PolygonSymbolizer({ fill: "#d9d3c9" }) },
        {
          dataLayer: "transportation", filter: kind(["rail", "transit"]),
          symbolizer: new LineSymbolizer({ color: "#777", width: 1.5, dash: [4, 3] }),
        },
        {
          dataLayer: "transportation", filter: kind(["path"]),
          symbolizer: new LineSymbolizer({ color: "#b9a98c", width: 1, dash: [2, 2] }),
        },
        {
          dataLayer: "transportation", filter: roads,
          symbolizer: new LineSymbolizer({ color: "#b8b2a7", width: (zoom, feature) => width(zoom, feature) + 1.5 }),
        },
        { dataLayer: "transportation", filter: roads, symbolizer: new LineSymbolizer({ color: "#fff", width }) },
      ],
      labelRules: [
        {
          dataLayer: "transportation_name", minzoom: 15,
          symbolizer: new LineLabelSymbolizer({ ...text, labelProps: NAMES(language) }),
        },
        {
          dataLayer: "place",
          symbolizer: new CenteredTextSymbolizer({ ...text, labelProps: NAMES(language) }),
        },
      ],
    };
  }

  // The credit stands in the map's file, as HTML of whoever made it: its words are enough.
  function credit(metadata) {
    const words = new DOMParser().parseFromString(metadata.attribution || "", "text/html").body.textContent.trim();
    const span = document.createElement("span");
    span.textContent = words || "© OpenStreetMap";
    return span.innerHTML;
  }

  /** A layer for a Leaflet map, of a file in base 64; null where it can't be read. */
  async function layer(base64, language) {
    try {
      const url = new pmtiles.PMTiles(new Bytes(Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))));
      const [metadata, header] = [await url.getMetadata(), await url.getHeader()];
      const ids = (metadata.vector_layers || []).map((each) => each.id);
      const style = ids.includes("transportation") ? look(language) : { flavor: "light", lang: language };
      return protomapsL.leafletLayer({
        url, ...style, attribution: credit(metadata), maxDataZoom: header.maxZoom, noWrap: true,
      });
    } catch {
      return null;
    }
  }

  return { layer };
})();
